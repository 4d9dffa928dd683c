import Testing

@testable import WireDecoder

@Suite("where HTTP messages start")
struct HTTPFramingTests {
  private func judge(_ text: String) -> HTTPFraming.Answer {
    HTTPFraming.judge(Array(text.utf8).span)
  }

  @Test(
    "start lines are told by their content",
    arguments: [
      "GET / HTTP/1.1\r\n", "GET / HTTP/1.0\n", "OPTIONS * HTTP/1.1\r\n", "M-SEARCH * HTTP/1.1\r\n",
      "CONNECT example.com:443 HTTP/1.1\r\n", "CONNECT [2001:db8::1]:443 HTTP/1.1\r\n",
      "GET http://example.com/a?b HTTP/1.1\r\nHost: x", "HTTP/1.1 200 OK\r\n", "HTTP/1.0 404\r\n",
      "HTTP/1.1 599 \r\n",
    ])
  func starts(text: String) {
    #expect(judge(text) == .yes)
    for count in 0..<13 { #expect(judge(String(text.prefix(count))) != .no) }
  }

  @Test(
    "SIP, RTSP, text and damaged lines are none",
    arguments: [
      "INVITE sip:a@b SIP/2.0\r\n", "SIP/2.0 200 OK\r\n", "OPTIONS rtsp://a/b RTSP/1.0\r\n",
      "RTSP/1.0 200 OK\r\n", "GET / HTTP/2.0\r\n", "get / HTTP/1.1\r\n", "GET  / HTTP/1.1\r\n",
      "GET / HTTP/1.1 \r\n", "GET / HTTP/1.x\r\n", "HTTP/2 200 OK\r\n", "HTTP/1.1 2000\r\n",
      "HTTP/1.1  200 OK\r\n", "HTTP/1.1 000 OK\r\n", "A line of text HTTP/1.1\r\n", "\r\n",
      " GET / HTTP/1.1",
      "GET /\r\n", "GET \u{1} HTTP/1.1\r\n", "EHLO example.com\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ])
  func others(text: String) {
    #expect(judge(text) == .no)
  }

  @Test("each of the two is told from the other")
  func kinds() {
    let request = Array("GET / HTTP/1.1\r\n".utf8)
    let response = Array("HTTP/1.1 200 OK\r\n".utf8)
    #expect(HTTPFraming.judge(request.span, at: 0, .response) == .no)
    #expect(HTTPFraming.judge(response.span, at: 0, .request) == .no)
    #expect(HTTPFraming.judge(request.span, at: 0, .request) == .yes)
    #expect(HTTPFraming.judge(response.span, at: 0, .response) == .yes)
  }

  @Test("a start line that goes on for ever is none")
  func endless() {
    let bytes = Array("GET /".utf8) + [UInt8](repeating: 97, count: HTTPFraming.maxLine)
    #expect(HTTPFraming.judge(bytes.span) == .no)
    let short = Array(bytes.prefix(1000))
    #expect(HTTPFraming.judge(short.span) == .notYet)
  }

  @Test("behind lost bytes, the next start of a line that is one is found")
  func next() {
    let bytes = Array("rest of a line\r\nHTTP/1.1\r\nHTTP/1.1 200 OK\r\n\r\n".utf8)
    #expect(HTTPFraming.nextStart(bytes.span, from: 0, .response) == 26)
    #expect(HTTPFraming.nextStart(bytes.span, from: 26, .response) == 26)
    #expect(HTTPFraming.nextStart(bytes.span, from: 27, .response) == nil)
    #expect(HTTPFraming.nextStart(bytes.span, from: 0, .request) == nil)
  }
}
