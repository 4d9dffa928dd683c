import Testing

@testable import Monitoring

@Suite("the head of a request")
struct HTTPRequestHeadTests {
  @Test(
    "GET and HEAD are read with their path, whatever stands in the query",
    arguments: [
      ("GET /metrics HTTP/1.1", false, "/metrics"), ("HEAD /healthz HTTP/1.0", true, "/healthz"),
      ("GET /metrics?name[]=x&y=1 HTTP/1.1", false, "/metrics"), ("GET / HTTP/1.1", false, "/"),
      ("GET http://127.0.0.1:9400/readyz HTTP/1.1", false, "/readyz"),
      ("GET http://127.0.0.1:9400 HTTP/1.1", false, "/"),
      ("GET /%2e%2e/x HTTP/1.1", false, "/%2e%2e/x"),
    ])
  func reads(line: String, isHead: Bool, path: String) throws {
    let head = try HTTPRequestHead((line + "\r\nHost: x\r\n").utf8)
    #expect(head.isHead == isHead)
    #expect(head.path == path)
  }

  @Test(
    "anything else is refused with the status that says why",
    arguments: [
      ("", 400), (" ", 400), ("GET", 400), ("GET /", 400), ("get / HTTP/1.1", 400),
      ("GET  / HTTP/1.1", 400), ("GET / HTTP/1.1 x", 400), ("GET metrics HTTP/1.1", 400),
      ("GET /\u{1} HTTP/1.1", 400), ("GET /\u{e9} HTTP/1.1", 400), ("GET * HTTP/1.1", 400),
      ("G\u{0}T / HTTP/1.1", 400), ("GET / ICAP/1.0", 400), ("POST / HTTP/1.1", 405),
      ("OPTIONS / HTTP/1.1", 405), ("GET / HTTP/2.0", 505), ("PRI * HTTP/2.0", 505),
    ])
  func refuses(line: String, status: Int) {
    #expect {
      try HTTPRequestHead((line + "\r\n").utf8)
    } throws: { ($0 as? HTTPAnswer)?.status == status }
  }

  @Test("random bytes are a request or refused, and nothing else happens")
  func random() {
    var generator = SystemRandomNumberGenerator()
    let pool = Array("GETHAD /:?#.1HTTP/1.1\r\n \u{0}\u{7f}".utf8) + [0x80, 0xFF]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        pool.randomElement(using: &generator) ?? 0
      }
      _ = try? HTTPRequestHead(bytes)
    }
  }
}
