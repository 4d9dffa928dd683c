import TestPackets
import Testing

@Suite("addresses in session descriptions")
struct MediaAddressTests {
  /// The sender of the stream that goes to an end, whose address stands in the description as `text`.
  private static func streams(_ text: String, _ host: TestHost) throws -> Int {
    let sdp = TestMedia.sdp(.v4(1, port: host.port), ["0 PCMU/8000"])
      .replacing("c=IN IP4 192.0.2.1", with: "c=IN IP6 \(text)")
    let invite = """
      INVITE sip:7000@example.com SIP/2.0\r
      Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK1\r
      From: <sip:07700900123@example.com>;tag=1\r
      To: <sip:7000@example.com>\r
      Call-ID: 1\r
      CSeq: 1 INVITE\r
      Content-Type: application/sdp\r
      Content-Length: \(sdp.utf8.count)\r
      \r
      \(sdp)
      """
    var packets = [TestPacket.udp(TestMedia.caller, TestMedia.callee, Array(invite.utf8))]
    let sender = host.isV6 ? TestHost.v6(9, port: 9000) : .v4(9, port: 9000)
    for sequence in 0..<2 {
      let packet = TestMedia.packet(sequence: UInt16(sequence), timestamp: 0)
      packets.append(TestPacket.udp(sender, host, packet))
    }
    return try DecodedTraffic(packets: packets).events.count {
      $0.text("event.action") == "rtp-stream"
    }
  }

  @Test(
    "addresses are read in all their spellings",
    arguments: [
      "2001:db8::14", "2001:DB8:0:0:0:0:0:14", "2001:0db8:0000::0014", "2001:db8:0:0::0.0.0.20",
      "2001:db8::0:0:14", "2001:db8::14/127",
    ])
  func v6(text: String) throws {
    #expect(try Self.streams(text, .v6(20, port: 4000)) == 1)
  }

  @Test("one of IPv4 in IPv6 is that of IPv4", arguments: ["::ffff:192.0.2.20", "192.0.2.20"])
  func v4(text: String) throws {
    #expect(try Self.streams(text, .v4(20, port: 4000)) == 1)
  }

  @Test(
    "what is no address names nobody",
    arguments: [
      "2001:db8::14::", "2001:db8:::14", ":2001:db8::14", "2001:db8:0:0:0:0:0:0:14", "2001:db8",
      "2001:db8::12345", "2001:db8::14:", "2001:db8::g", "::", "example.com", "192.0.2.20.1",
      "192.0.2.256", "1.2.3", "0.0.0.0", "1:2:3:4:5:6:7:192.0.2.20", "",
    ])
  func none(text: String) throws {
    #expect(try Self.streams(text, .v6(20, port: 4000)) == 0)
    #expect(try Self.streams(text, .v4(20, port: 4000)) == 0)
  }
}
