import Testing

@testable import WireDecoder

@Suite("heads of HTTP messages")
struct HTTPHeadTests {
  private func read(_ text: String) -> (head: HTTPHead, bytes: [UInt8]) {
    let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
    return (HTTPHead(bytes.span), bytes)
  }

  private func text(_ bytes: [UInt8], _ range: Range<Int>?) -> String? {
    range.map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  @Test("a request's line and headers are found, in any case and with any blanks")
  func request() {
    let (head, bytes) = read(
      """
      POST /a?b=c HTTP/1.1
      HOST:example.com:8080
      user-agent:   genlog/1  \t
      Referer: http://example.com/
      X-Request-ID: 17
      Content-Type: text/plain; charset=utf-8
      Content-Length: 5


      """)
    #expect(text(bytes, head.method) == "POST")
    #expect(text(bytes, head.target) == "/a?b=c")
    #expect(text(bytes, head.version) == "1.1")
    #expect(text(bytes, head.host) == "example.com:8080")
    #expect(text(bytes, head.userAgent) == "genlog/1")
    #expect(text(bytes, head.referrer) == "http://example.com/")
    #expect(text(bytes, head.requestID) == "17")
    #expect(text(bytes, head.contentType) == "text/plain; charset=utf-8")
    #expect(head.requestBody == .length(5))
    #expect(head.problem == nil)
    #expect(!head.isResponse)
  }

  @Test("an answer's line and headers are found")
  func response() {
    let (head, bytes) = read("HTTP/1.0 404 Not Found\nServer: x/1\nContent-Length: 0\n\n")
    #expect(head.status == 404)
    #expect(text(bytes, head.reason) == "Not Found")
    #expect(text(bytes, head.server) == "x/1")
    #expect(head.responseBody(to: .other) == .none)
    #expect(head.problem == nil)
  }

  @Test("a folded header is one value, and lines may end without a carriage return")
  func folded() {
    let bytes = Array("GET / HTTP/1.1\nUser-Agent: a\n  b\r\n\tc\nHost: d\n\n".utf8)
    let head = HTTPHead(bytes.span)
    #expect(text(bytes, head.userAgent) == "a\n  b\r\n\tc")
    #expect(text(bytes, head.host) == "d")
    #expect(head.problem == nil)
  }

  @Test(
    "what a head has that it should not have is told",
    arguments: [
      ("GET / HTTP/1.1\nHost : a\n\n", HTTPProblem.blankBeforeColon(at: 20)),
      ("GET / HTTP/1.1\nno header\n\n", .headerLine(at: 16)),
      ("GET / HTTP/1.1\n: a\n\n", .headerLine(at: 16)),
      ("GET / HTTP/1.1\n Host: a\n\n", .headerLine(at: 16)),
      ("GET / HTTP/1.1\nHo st: a\n\n", .headerLine(at: 16)),
      ("GET / HTTP/1.1\nHost: a\n", .endOfHead(at: 25)),
      ("GET / HTTP/3\n\n", .startLine), ("", .startLine), ("\n\n", .startLine),
      ("GET / HTTP/1.1\nContent-Length: 5\nContent-Length: 6\n\n", .contentLength(at: 51)),
      ("GET / HTTP/1.1\nContent-Length: -1\n\n", .contentLength(at: 32)),
      ("GET / HTTP/1.1\nContent-Length:\n\n", .contentLength(at: 31)),
      ("GET / HTTP/1.1\nContent-Length: 99999999999999999999\n\n", .contentLength(at: 32)),
      ("GET / HTTP/1.1\nContent-Length: 5\nTransfer-Encoding: chunked\n\n", .twoLengths),
      ("GET / HTTP/1.1\nTransfer-Encoding: gzip\n\n", .transferEncoding),
    ])
  func problems(head: String, problem: HTTPProblem) {
    #expect(read(head).head.problem == problem)
  }

  @Test("a value before the colon's blank is still seen")
  func blank() {
    let (head, bytes) = read("GET / HTTP/1.1\nHost : a\n\n")
    #expect(text(bytes, head.host) == "a")
  }

  @Test(
    "how a request's body ends is told by RFC 9112 s 6.3",
    arguments: [
      ("", HTTPBodyFraming.none), ("Content-Length: 0\n", .none),
      ("Content-Length: 7\n", .length(7)),
      ("Content-Length: 7, 7\n", .length(7)),
      ("Content-Length: 7\ncontent-length: 7\n", .length(7)),
      ("Content-Length: 7, 8\n", .unknown), ("Content-Length: 0x7\n", .unknown),
      ("Transfer-Encoding: chunked\n", .chunked), ("Transfer-Encoding: gzip, CHUNKED\n", .chunked),
      ("Transfer-Encoding: gzip\nTransfer-Encoding: chunked;q=1\n", .chunked),
      ("Transfer-Encoding: chunked, gzip\n", .unknown),
      ("Content-Length: 7\nTransfer-Encoding: chunked\n", .chunked),
      ("X: \"a, b\"\nTransfer-Encoding: x;a=\",chunked\"\n", .unknown),
    ])
  func requestBody(headers: String, framing: HTTPBodyFraming) {
    #expect(read("POST / HTTP/1.1\n\(headers)\n").head.requestBody == framing)
  }

  @Test(
    "how an answer's body ends is told by its head and the request's method",
    arguments: [
      ("200 OK\n", HTTPMethodKind.other, HTTPBodyFraming.untilClose),
      ("200 OK\nContent-Length: 7\n", .other, .length(7)),
      ("200 OK\nContent-Length: 7\n", .head, .none),
      ("200 OK\nContent-Length: 7\n", .connect, .otherProtocol),
      ("407 No\nContent-Length: 7\n", .connect, .length(7)),
      ("100 Continue\n", .other, .none), ("103 Early Hints\n", .other, .none),
      ("101 Switching Protocols\n", .other, .otherProtocol),
      ("204 No Content\nContent-Length: 7\n", .other, .none),
      ("304 Not Modified\nContent-Length: 7\n", .other, .none),
      ("200 OK\nTransfer-Encoding: chunked\nContent-Length: 7\n", .other, .chunked),
      ("200 OK\nTransfer-Encoding: gzip\n", .other, .untilClose),
      ("200 OK\nContent-Length: 7, 8\n", .other, .untilClose),
    ])
  func responseBody(head: String, method: HTTPMethodKind, framing: HTTPBodyFraming) {
    #expect(read("HTTP/1.1 \(head)\n").head.responseBody(to: method) == framing)
  }

  @Test("an upgrade is found among several")
  func upgrade() {
    let (head, bytes) = read("GET / HTTP/1.1\nUpgrade: h2c, WebSocket\n\n")
    let asked = [
      head.asks(for: "websocket", bytes.span), head.asks(for: "h2c", bytes.span),
      head.asks(for: "web", bytes.span),
    ]
    #expect(asked == [true, true, false])
  }

  @Test("no more headers are looked at than there can be")
  func many() {
    let lines = String(repeating: "a: b\n", count: 600)
    #expect(read("GET / HTTP/1.1\n\(lines)\n").head.problem == .tooManyHeaders)
  }
}
