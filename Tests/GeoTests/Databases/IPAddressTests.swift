import Testing

@testable import Geo

@Suite("addresses of the internet")
struct IPAddressTests {
  private func read(_ text: String) -> IPAddress? { IPAddress(Array(text.utf8).span) }

  @Test(
    "are read in all their forms",
    arguments: [
      ("192.0.2.1", "192.0.2.1"), (" 192.0.2.1 ", "192.0.2.1"), ("192.0.2.1:5060", "192.0.2.1"),
      ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
      ("2001:db8::1", "2001:db8::1"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"),
      ("[2001:db8::1]:5060", "2001:db8::1"), ("[2001:db8::1]", "2001:db8::1"), ("::", "::"),
      ("::1", "::1"), ("1::", "1::"), ("fe80::1%eth0", "fe80::1"),
      ("::ffff:192.0.2.1", "192.0.2.1"), ("::ffff:c000:201", "192.0.2.1"),
      ("[::ffff:192.0.2.1]:80", "192.0.2.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6"),
      ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
      ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
      ("1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:6:c000:201"),
    ])
  func forms(_ text: String, _ written: String) {
    #expect(read(text)?.description == written)
  }

  @Test(
    "what is none is none",
    arguments: [
      "", ".", ":", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.", ".1.2.3", "1..2.3",
      "01.2.3.4",
      "1.2.3.4a", "1.2.3.4:", "1.2.3.4:x", "1.2.3.4:123456", "1.2.3.4/24", "-1.2.3.4", "1 .2.3.4",
      ":::", "1:::2", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
      "::1:2:3:4:5:6:7:8", "12345::", "g::", "1:2:", ":1:2", "[::1", "::1]", "[::1]x", "[::1]:",
      "::192.0.2", "::192.0.2.1:5", "1:2:3:4:5:6:7:192.0.2.1", "192.0.2.1::", "example.com",
      "01134960123", "2001:db8::1 2001:db8::2", String(repeating: "1", count: 5000),
      String(repeating: ":", count: 60),
    ])
  func none(_ text: String) {
    #expect(read(text) == nil)
  }

  @Test(
    "those that stand for no place",
    arguments: [
      ("0.0.0.0", IPAddress.Special.unspecified), ("0.255.255.255", .unspecified),
      ("10.0.0.0", .privateUse), ("10.255.255.255", .privateUse), ("100.64.0.0", .carrier),
      ("100.127.255.255", .carrier), ("127.0.0.1", .loopback), ("127.255.255.255", .loopback),
      ("169.254.0.0", .linkLocal), ("169.254.255.255", .linkLocal), ("172.16.0.0", .privateUse),
      ("172.31.255.255", .privateUse), ("192.0.0.1", .reserved), ("192.88.99.1", .reserved),
      ("192.168.0.0", .privateUse), ("192.168.255.255", .privateUse), ("198.18.0.0", .reserved),
      ("198.19.255.255", .reserved), ("224.0.0.1", .multicast), ("239.255.255.255", .multicast),
      ("240.0.0.1", .reserved), ("255.255.255.255", .reserved), ("::", .unspecified),
      ("::1", .loopback), ("::192.0.2.1", .reserved), ("fe80::1", .linkLocal),
      ("febf::1", .linkLocal), ("fc00::1", .privateUse), ("fdff::1", .privateUse),
      ("fec0::1", .privateUse), ("ff02::1", .multicast), ("100::1", .reserved),
      ("64:ff9b:1::1", .privateUse), ("::ffff:10.0.0.1", .privateUse),
      ("::ffff:127.0.0.1", .loopback), ("::ffff:100.64.0.1", .carrier),
      ("::ffff:169.254.0.1", .linkLocal), ("[::ffff:192.168.0.1]:5060", .privateUse),
    ])
  func special(_ text: String, _ special: IPAddress.Special) {
    #expect(read(text)?.special == special)
  }

  @Test(
    "those beside them may have one",
    arguments: [
      "1.0.0.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
      "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0",
      "192.88.98.255", "192.88.100.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
      "198.20.0.0", "223.255.255.255", "192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1",
      "2000::1", "fbff::1", "64:ff9b::1", "64:ff9b:2::1", "101::1", "100:0:0:1::1",
      "::ffff:203.0.113.1", "::1:0:0:0",
    ])
  func ordinary(_ text: String) throws {
    #expect(try #require(read(text)).special == nil)
  }

  @Test("an address is the same when it is written anew; any bytes are looked at")
  func again() {
    var generator = SeededGenerator(state: 12)
    let alphabet = Array("0123456789abcdefF:.%[] x".utf8)
    for _ in 0..<6_000 {
      let high = UInt64.random(in: 0...(.max), using: &generator)
      let low = UInt64.random(in: 0...(.max), using: &generator)
      let mask = UInt64.random(in: 0...(.max), using: &generator)
      let address = IPAddress(high: high & mask, low: low & (mask << 16))
      #expect(read(address.description) == address)
      let bytes = (0..<Int.random(in: 0...50, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      if let found = IPAddress(bytes.span) { #expect(read(found.description) == found) }
    }
  }
}
