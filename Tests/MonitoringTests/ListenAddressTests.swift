import Testing

@testable import Monitoring

@Suite("an address to listen at")
struct ListenAddressTests {
  @Test(
    "a port alone is of the loopback interface; other interfaces have to be named",
    arguments: [
      ("9400", "127.0.0.1:9400", false), (":9400", "127.0.0.1:9400", false),
      ("localhost:9400", "127.0.0.1:9400", false), ("127.0.0.1:9400", "127.0.0.1:9400", false),
      ("0", "127.0.0.1:0", false), ("0.0.0.0:9400", "0.0.0.0:9400", true),
      ("192.0.2.7:65535", "192.0.2.7:65535", true), ("[::1]:9400", "[::1]:9400", false),
      ("[::]:9400", "[::]:9400", true),
    ])
  func reads(text: String, expected: String, isOpen: Bool) throws {
    let address = try #require(ListenAddress(text))
    #expect(address.text == expected)
    #expect(address.isOpen == isOpen)
  }

  @Test(
    "what is no numeric address with a port is refused",
    arguments: [
      "", ":", "65536", "-1", "+1", "12a", "9400:", "example.com:9400", "*:9400", "::1:9400",
      "[::1]", "[::1]9400", "[]:9400", "127.0.0.1", "256.0.0.1:9400", "127.0.0.1:9400/metrics",
      "http://127.0.0.1:9400", "127.0.0.1\u{0}:9400", " 9400", "[127.0.0.1]:9400", "９４００",
    ])
  func refuses(text: String) {
    #expect(ListenAddress(text) == nil)
  }
}
