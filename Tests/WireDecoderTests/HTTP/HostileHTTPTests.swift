import Event
import Testing

@testable import WireDecoder

@Suite("HTTP and WebSocket, of any bytes")
struct HostileHTTPTests {
  @Test("random bytes and words are read without a trap")
  func random() {
    var numbers = SeededNumbers(seed: 9110)
    let words = [
      "GET ", "/", " HTTP/1.1", "HTTP/1.1 ", "200", " OK", "\r\n", "\r\n ", ":", "Host",
      "Content-Length",
      "Transfer-Encoding: chunked", "Authorization: ", "Cookie:", "?token=", "&", "://", "a:b@",
      "[", "]",
      "\"", "\\", ",", ";", "Upgrade: websocket", "CONNECT ", "5\r\n", "\u{81}\u{7F}", "*", "#",
      "=",
    ].map { Array($0.utf8) }
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...20, using: &numbers) {
        if numbers.next() % 4 == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &numbers))
        } else {
          bytes += words.randomElement(using: &numbers) ?? []
        }
      }
      read(bytes)
    }
  }

  private func read(_ bytes: [UInt8]) {
    let span = bytes.span
    if let start = HTTPFraming.nextStart(span, from: 0, .either) {
      #expect(HTTPFraming.judge(span, at: start) == .yes)
    }
    let head = HTTPHead(span)
    _ = (head.requestBody, head.responseBody(to: .other), head.asks(for: "websocket", span))
    _ = HTTPAddress(span, head)
    var out = JSONBuffer()
    HTTPSecrets.append(head: span, 0..<bytes.count, to: &out)
    HTTPSecrets.append(form: span, 0..<bytes.count, to: &out)
    HTTPSecrets.append(json: span, 0..<bytes.count, to: &out)
    var chunks = HTTPChunks()
    var place = 0
    while let range = chunks.next(span, &place) { #expect(range.upperBound <= bytes.count) }
    var messages = WebSocketMessages()
    place = 0
    while messages.next(span, &place) != nil {}
    #expect(place <= bytes.count)
  }
}
