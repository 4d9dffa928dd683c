import Testing

@testable import WireDecoder

@Suite("what a request asks for")
struct HTTPAddressTests {
  /// An address as texts.
  private func parts(_ line: String, host: String? = "example.com") -> [String: String] {
    let header = host.map { "Host: \($0)\r\n" } ?? ""
    let bytes = Array("\(line) HTTP/1.1\r\n\(header)\r\n".utf8)
    guard let address = HTTPAddress(bytes.span, HTTPHead(bytes.span)) else { return [:] }
    func text(_ range: Range<Int>?) -> String? {
      range.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    return [
      "scheme": text(address.scheme), "domain": text(address.domain),
      "port": address.port.map(String.init), "path": text(address.path),
      "query": text(address.query), "authority": text(address.authority),
    ].compactMapValues { $0 }
  }

  @Test("a path goes with the host that Host names")
  func origin() {
    #expect(
      parts("GET /a/b?c=d?e#f", host: "example.com:8080")
        == [
          "domain": "example.com", "port": "8080", "authority": "example.com:8080",
          "path": "/a/b", "query": "c=d?e",
        ])
    #expect(parts("GET /", host: nil) == ["path": "/"])
    #expect(parts("GET /?", host: "") == ["path": "/"])
  }

  @Test("a whole URL goes before Host")
  func absolute() {
    #expect(
      parts("GET http://user:word@[2001:db8::1]:81/x?y")
        == [
          "scheme": "http", "domain": "2001:db8::1", "port": "81",
          "authority": "[2001:db8::1]:81", "path": "/x", "query": "y",
        ])
    #expect(
      parts("GET https://a.example?q")
        == ["scheme": "https", "domain": "a.example", "authority": "a.example", "query": "q"])
  }

  @Test("CONNECT has host and port, OPTIONS may have neither path nor query")
  func others() {
    #expect(
      parts("CONNECT a.example:443")
        == ["domain": "a.example", "port": "443", "authority": "a.example:443"])
    #expect(parts("OPTIONS *") == ["domain": "example.com", "authority": "example.com"])
  }

  @Test("what is no host or no port is left out")
  func damaged() {
    #expect(parts("GET /", host: "[2001:db8::1") == ["path": "/"])
    #expect(parts("GET /", host: ":80") == ["path": "/"])
    #expect(parts("GET /", host: "a:99999")["port"] == nil)
    #expect(parts("GET ://x")["scheme"] == nil)
  }
}
