import NetworkTraffic
import PacketCapture
import TestPackets
import Testing

@Suite("messages of SCTP")
struct SCTPEventTests {
  private static let client = TestHost.v4(10, port: 2905)
  private static let server = TestHost.v4(20, port: 2905)

  @Test(
    "a message is told by what it says it is",
    arguments: [(3, "m3ua"), (4, "sua"), (18, "s1ap"), (46, "diameter"), (0, nil), (99, nil)]
      as [(UInt32, String?)])
  func names(number: UInt32, name: String?) throws {
    var association = TestAssociation(Self.client, Self.server)
    let chunks = association.chunks(
      [UInt8](repeating: 1, count: 128), stream: 3, payloadProtocol: number)
    let decoded = try DecodedTraffic(packets: [association.packet(chunks)])
    let event = try #require(decoded.events.first)
    #expect(event.text("event.action") == "sctp-message")
    #expect(event.text("event.dataset") == "genesys.sctp")
    #expect(event.number("sctp.stream_id") == 3)
    #expect(event.number("sctp.stream_sequence") == 0)
    #expect(event.number("sctp.ppid") == Int(number))
    #expect(event.text("sctp.protocol") == name)
    #expect(event.text("network.protocol") == name)
    #expect(event.text("network.transport") == "sctp")
    #expect(event.number("network.bytes") == 128)
    #expect(event.text("network.community_id")?.hasPrefix("1:") == true)
    let what = name ?? (number == 0 ? "SCTP" : "SCTP payload protocol \(number)")
    #expect(event.text("message") == "\(what): message of 128 bytes in stream 3")
    #expect(decoded.counts.sctpMessages == 1)
  }

  @Test("a message that may overtake others has no place in its stream")
  func unordered() throws {
    var association = TestAssociation(Self.client, Self.server)
    let chunks = association.chunks([1], isUnordered: true)
    let event = try DecodedTraffic(packets: [association.packet(chunks)]).events.first
    #expect(event?.value("sctp.stream_sequence") == nil)
  }

  @Test("SIP is a message like any other SIP, also in parts")
  func sip() throws {
    var association = TestAssociation(Self.client, Self.server)
    let message = TestMessage.request("INVITE", call: 7, bodyLines: 100, transport: "SCTP")
    let chunks = association.chunks(message, payloadProtocol: 0, size: 1000)
    let decoded = try DecodedTraffic(packets: chunks.map { association.packet([$0]) })
    let event = try #require(decoded.events.first)
    // The second is the call, of which no more is there.
    #expect(decoded.events.count == 2)
    #expect(event.text("sip.method") == "INVITE")
    #expect(event.text("network.transport") == "sctp")
    #expect(event.text("network.protocol") == "sip")
    #expect(decoded.originals == [text(message)])
    #expect(decoded.tags == [[], ["_incomplete"]])
  }

  @Test("SIP whose last part is lost is told to be cut")
  func cut() throws {
    var association = TestAssociation(Self.client, Self.server)
    let message = TestMessage.request(call: 7, bodyLines: 100, transport: "SCTP")
    let chunks = association.chunks(message, payloadProtocol: 0, size: 1000)
    let decoded = try DecodedTraffic(packets: chunks.dropLast().map { association.packet([$0]) })
    #expect(decoded.events.first?.text("sip.method") == "OPTIONS")
    #expect(decoded.tags == [["_truncated"]])
  }

  @Test("what an association sends is a flow with ports, and known by its messages")
  func flow() throws {
    var association = TestAssociation(Self.client, Self.server)
    let packets = (0..<3).map { _ in association.packet(association.chunks([1, 2, 3, 4])) }
    let flows = try DecodedTraffic(packets: packets, flows: .all).flows
    #expect(flows.count == 1)
    let flow = try #require(flows.first)
    #expect(flow.text("network.protocol") == "m3ua")
    #expect(flow.text("network.transport") == "sctp")
    #expect(flow.number("source.port") == 2905)
    #expect(flow.number("network.packets") == 3)
    #expect(flow.number("network.bytes") == 3 * 20)
    #expect(try DecodedTraffic(packets: packets, flows: .unknown).flows.isEmpty)
  }
}
