import Testing

@testable import Discovery

/// What is read of events.
@Suite("discovery, reading")
struct ReadingTests {
  @Test(
    "addresses are read and told as RFC 5952 has them",
    arguments: [
      ("192.0.2.10", "192.0.2.10"), ("0.0.0.0", "0.0.0.0"), ("2001:db8::10", "2001:db8::10"),
      ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
      ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("::ffff:192.0.2.1", "::ffff:c000:201"),
      ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    ])
  func addresses(text: String, told: String) {
    #expect(HostAddress(text)?.description == told)
  }

  @Test(
    "what is no address is none",
    arguments: [
      "", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1..2.3", ":1", "1:", "1:::2", "1::2::3", ":::",
      "12345::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "fe80::1%eth0",
      "a.b.c.d",
      "::1.2.3", "1.2.3.4:5",
    ])
  func noAddresses(text: String) {
    #expect(HostAddress(text) == nil)
  }

  @Test("addresses are ordered by number, IPv4 first")
  func order() {
    let sorted = ["2001:db8::1", "192.0.2.10", "192.0.2.9", "::1"].compactMap { HostAddress($0) }
      .sorted()
    #expect(sorted.map(\.description) == ["192.0.2.9", "192.0.2.10", "::1", "2001:db8::1"])
  }

  @Test(
    "texts lose what could do harm, and blanks around them",
    arguments: [
      ("  Server/1.0  ", "Server/1.0"), ("a\u{1B}[31mb", "a\u{FFFD}[31mb"),
      ("a\u{202E}b\u{200B}c", "a\u{FFFD}b\u{FFFD}c"), ("a\nb\tc", "a\u{FFFD}b\u{FFFD}c"),
      ("Zoë 東京", "Zoë 東京"),
    ])
  func texts(text: String, shown: String) {
    #expect(ShownText.of(text) == shown)
    #expect(ShownText.of(" \n ") == nil)
  }

  @Test("a field is found wherever it stands, and the first of two counts")
  func fields() {
    var reader = EventReader()
    let event = Array(
      #"{"x":{"source":{"ip":"1.1.1.1"}},"source":{"geo":[{"ip":1}],"ip":"192.0.2.1","port":5060,"ip":"x"},"tags":[]}"#
        .utf8)
    let isEvent = reader.read(event.span)
    #expect(isEvent)
    #expect(reader.address(.sourceIP, in: event.span)?.description == "192.0.2.1")
    #expect(reader.count(.sourcePort, in: event.span) == 5060)
    #expect(reader.value(.destinationIP) == nil)
  }
}
