import NetworkTraffic
import TestPackets
import Testing

@Suite("SIP in datagrams")
struct DatagramTests {
  private static let from = TestHost.v4(10, port: 5060)
  private static let to = TestHost.v4(20, port: 15_060)

  private static func packet(_ payload: [UInt8]) -> [UInt8] {
    TestPacket.udp(from, to, payload)
  }

  @Test("a message is an event, on any port")
  func event() throws {
    let message = TestMessage.request("INVITE", call: 1, bodyLines: 2, transport: "UDP")
    let decoded = try DecodedTraffic(packets: [Self.packet(message)])
    let event = try #require(decoded.events.first)
    #expect(event.text("@timestamp") == "2026-01-12T09:12:43.000000Z")
    #expect(event.text("message") == "INVITE sip:7000@192.0.2.20 SIP/2.0")
    #expect(event.text("event.original") == text(message))
    #expect(event.text("event.kind") == "event")
    #expect(event.text("event.module") == "genesys")
    #expect(event.text("event.dataset") == "genesys.sip")
    #expect(event.text("event.action") == "sip-message")
    #expect(event.text("log.file.path") == "a.pcap")
    #expect(event.number("log.offset") == 24)
    #expect(event.text("network.transport") == "udp")
    #expect(event.text("network.type") == "ipv4")
    #expect(event.text("network.protocol") == "sip")
    #expect(event.number("network.bytes") == message.count)
    #expect(event.text("source.ip") == "192.0.2.10")
    #expect(event.number("source.port") == 5060)
    #expect(event.number("source.bytes") == message.count)
    #expect(event.text("destination.ip") == "192.0.2.20")
    #expect(event.number("destination.port") == 15_060)
    #expect(event.number("wire.frame") == 1)
    #expect(event.text("sip.call_id") == "1@example.com")
    #expect(event.text("sip.method") == "INVITE")
    #expect(event["tags"] == nil)
    #expect(event["error"] == nil)
    #expect(decoded.counts.messages == 1)
  }

  @Test("times have the digits that the capture tells")
  func digits() throws {
    var capture = TestCapture([Self.packet(TestMessage.request(call: 1))])
    capture.frames[0].time += 1_002_003
    let nanoseconds = try DecodedTraffic(capture.pcap(isNanosecond: true))
    #expect(nanoseconds.events[0].text("@timestamp") == "2026-01-12T09:12:43.001002003Z")
    let milliseconds = try DecodedTraffic(capture.pcapng(resolution: 3))
    #expect(milliseconds.events[0].text("@timestamp") == "2026-01-12T09:12:43.001Z")
  }

  @Test("IPv6 and VLANs are told")
  func network() throws {
    let packet = TestPacket.udp(
      .v6(10, port: 5060), .v6(20, port: 5060), TestMessage.request(call: 1))
    let event = try #require(
      try DecodedTraffic(TestCapture([packet], in: .vlan).pcap()).events.first)
    #expect(event.text("network.type") == "ipv6")
    #expect(event.text("network.vlan.id") == "42")
    #expect(event.text("source.ip") == "2001:db8::a")
    #expect(event.text("destination.ip") == "2001:db8::14")
  }

  @Test("what follows the body is not part of the message")
  func trailing() throws {
    let message = TestMessage.request(call: 1, bodyLines: 1)
    let decoded = try DecodedTraffic(
      packets: [Self.packet(message + TestMessage.request(call: 2))])
    #expect(decoded.originals == [text(message)])
    #expect(decoded.events[0].number("network.bytes") == message.count)
    #expect(decoded.counts.strayBytes == Int64(TestMessage.request(call: 2).count))
  }

  @Test("other datagrams are counted")
  func others() throws {
    let decoded = try DecodedTraffic(
      packets: [Self.packet([0x80, 0, 1, 2]), Self.packet([]), Self.packet([13, 10, 13, 10])])
    #expect(decoded.events.isEmpty)
    #expect(decoded.counts.otherDatagrams == 3)
    #expect(decoded.counts.otherDatagramBytes == 8)
  }

  @Test("a message that was cut by the capture has what is there of it, and says so")
  func cut() throws {
    let message = TestMessage.request(call: 1, bodyLines: 3)
    let capture = TestCapture([Self.packet(message)])
    for count in stride(from: 60, to: message.count, by: 13) {
      let decoded = try DecodedTraffic(capture.snapped(to: 42 + count).pcap())
      #expect(decoded.tags == [["_truncated"]], "\(count) bytes of \(message.count)")
      #expect(decoded.events[0].number("source.bytes") == count)
      #expect(decoded.events[0].number("network.bytes") == message.count)
      #expect(decoded.counts.truncated == 1)
      #expect(decoded.counts.damaged == 0)
    }
  }

  @Test("a message whose last fragments are not in the capture has what is there")
  func fragments() throws {
    let message = TestMessage.request(call: 1, bodyLines: 150)
    let packets = TestPacket.fragments(
      Self.from, Self.to, 17, TestPacket.datagram(Self.from, Self.to, message), identification: 1,
      size: 1480)
    let whole = try DecodedTraffic(packets: packets)
    #expect(whole.originals == [text(message)])
    #expect(whole.events[0].number("wire.frame") == packets.count)
    let cut = try DecodedTraffic(packets: Array(packets.dropLast()))
    #expect(cut.tags == [["_truncated"]])
    #expect(cut.events[0].text("sip.call_id") == "1@example.com")
  }

  @Test("a damaged message has what could be read, and the reason")
  func damaged() throws {
    let message = Array("OPTIONS sip:a@b SIP/2.0\r\nnonsense\r\nCall-ID: 7\r\n\r\n".utf8)
    let decoded = try DecodedTraffic(packets: [Self.packet(message)])
    #expect(decoded.tags == [["_sipparsefailure"]])
    #expect(decoded.events[0].text("sip.call_id") == "7")
    #expect(decoded.events[0].text("error.message") == "byte 25: no header name and colon")
    #expect(decoded.counts.damaged == 1)
  }

  @Test("the flow has the name that other tools give it, the same in both directions")
  func community() throws {
    // Made with the reference implementation's algorithm: SHA-1 of seed, addresses, 17, 0, ports.
    let there = TestPacket.udp(Self.from, Self.to, TestMessage.request(call: 1))
    let back = TestPacket.udp(Self.to, Self.from, TestMessage.response(call: 1))
    let decoded = try DecodedTraffic(packets: [there, back, there])
    let names = decoded.events.map { $0.text("network.community_id") }
    #expect(names == [Self.communityID, Self.communityID, Self.communityID])
  }

  private static let communityID = "1:wnuT4cc+EKZaLfxBe+10tJzoLTo="

  @Test("events are marked with what they are named by")
  func marks() throws {
    let capture = TestCapture([
      Self.packet(TestMessage.request(call: 1)), Self.packet(TestMessage.request(call: 2)),
      Self.packet(TestMessage.request(call: 1)),
    ])
    let marks = try DecodedTraffic(capture.pcap(), namesEvents: true).marks
    #expect(marks.map(\.ordinal) == [0, 0, 0])
    #expect(marks[0].hash == marks[2].hash)
    #expect(marks[0].hash != marks[1].hash)
    #expect(marks.map(\.time) == (0..<3).map { TestCapture.start / 1000 + $0 * 1000 })
  }
}
