import NetworkTraffic
import PacketCapture
import TestPackets
import Testing

@Suite("flows")
struct FlowEventTests {
  private static let client = TestHost.v4(10, port: 40_000)
  private static let server = TestHost.v4(20, port: 9000)

  private static func connection(isOpened: Bool = true) -> TestConnection {
    var connection = TestConnection(client, server)
    if isOpened { connection.open() }
    return connection
  }

  private static func flow(_ packets: [[UInt8]]) throws -> [String: Any] {
    let flows = try DecodedTraffic(packets: packets, flows: .unknown).flows
    #expect(flows.count == 1)
    return flows.first ?? [:]
  }

  private static func there(_ payload: [UInt8]) -> [UInt8] {
    TestPacket.udp(client, server, payload)
  }

  private static func back(_ payload: [UInt8]) -> [UInt8] {
    TestPacket.udp(server, client, payload)
  }

  @Test("a flow of UDP has the packets and bytes of both sides, and its times")
  func datagrams() throws {
    let flow = try Self.flow([
      Self.there([1, 2, 3]), Self.back([4, 5]), Self.there([]), Self.back([6, 7]),
    ])
    #expect(
      flow.text("message") == "udp 192.0.2.10:40000 to 192.0.2.20:9000: 4 packets, 7 bytes")
    #expect(flow.text("@timestamp") == "2026-01-12T09:12:43.003000Z")
    #expect(flow.text("event.action") == "network-flow")
    #expect(flow.value("event.category") as? [String] == ["network"])
    #expect(flow.value("event.type") as? [String] == ["connection", "end"])
    #expect(flow.text("event.start") == "2026-01-12T09:12:43.000000Z")
    #expect(flow.text("event.end") == "2026-01-12T09:12:43.003000Z")
    #expect(flow.number("event.duration") == 3_000_000)
    #expect(flow.text("network.transport") == "udp")
    #expect(flow.text("network.protocol") == nil)
    #expect(flow.number("network.packets") == 4)
    #expect(flow.number("network.bytes") == 7)
    #expect(flow.text("source.ip") == "192.0.2.10")
    #expect(flow.number("source.port") == 40_000)
    #expect(flow.number("source.packets") == 2)
    #expect(flow.number("source.bytes") == 3)
    #expect(flow.number("destination.packets") == 2)
    #expect(flow.number("destination.bytes") == 4)
    #expect(flow.text("network.community_id")?.hasPrefix("1:") == true)
    #expect(flow.number("wire.frame") == 4)
    #expect(flow["flow"] == nil)
  }

  @Test("bytes count that the capture cut off, and a fragmented packet is one")
  func sizes() throws {
    let cut = TestCapture([Self.there([UInt8](repeating: 1, count: 500))]).snapped(to: 100)
    let flow = try #require(try DecodedTraffic(cut.pcap(), flows: .all).flows.first)
    #expect(flow.number("source.bytes") == 500)
    let fragments = TestPacket.fragments(
      Self.client, Self.server, 17,
      TestPacket.datagram(Self.client, Self.server, [UInt8](repeating: 1, count: 3000)),
      identification: 7, size: 1480)
    let whole = try Self.flow(fragments)
    #expect(whole.number("source.packets") == 1)
    #expect(whole.number("source.bytes") == 3000)
  }

  @Test("who asks is the source: by SYN, by a port below 1024, by who sent first")
  func client() throws {
    var connection = TestConnection(.v4(10, port: 500), .v4(20, port: 40_000))
    connection.open()
    connection.send(fromClient: false, [[1]])
    #expect(try Self.flow(connection.packets).number("source.port") == 500)
    let answer = TestPacket.udp(.v4(20, port: 53), .v4(10, port: 4000), [1])
    #expect(try Self.flow([answer]).number("destination.port") == 53)
    #expect(try Self.flow([Self.back([1]), Self.there([1])]).number("source.port") == 9000)
    var middle = Self.connection(isOpened: false)
    middle.send(fromClient: false, [[1]])
    #expect(try Self.flow(middle.packets).number("destination.port") == 9000)
  }

  @Test("a connection says how it went")
  func states() throws {
    var connection = Self.connection()
    connection.send([[1, 2, 3]])
    #expect(try Self.flow(connection.packets).text("flow.state") == "opened")
    var closed = connection
    closed.close()
    #expect(try Self.flow(closed.packets).text("flow.state") == "closed")
    #expect(try Self.flow(closed.packets).number("network.packets") == closed.packets.count)
    var reset = connection
    reset.reset()
    #expect(try Self.flow(reset.packets).text("flow.state") == "reset")
    let syn = Array(connection.packets.prefix(1))
    #expect(try Self.flow(syn).text("flow.state") == "unanswered")
    #expect(try Self.flow(syn + syn).text("flow.state") == "unanswered")
    let refusal = TestPacket.tcp(
      Self.server, Self.client, sequence: 0, acknowledgement: 1000, [.reset, .acknowledge])
    #expect(try Self.flow(syn + [refusal]).text("flow.state") == "refused")
    var partial = Self.connection(isOpened: false)
    partial.send([[1]])
    #expect(try Self.flow(partial.packets).text("flow.state") == "partial")
    partial.close()
    #expect(try Self.flow(partial.packets).text("flow.state") == "closed")
  }

  @Test("connections between the same ports are flows of their own")
  func reuse() throws {
    var one = Self.connection()
    one.send([[1]])
    one.close()
    var other = TestConnection(Self.client, Self.server, first: (70_000, 80_000))
    other.open()
    other.send([[1, 2]])
    let flows = try DecodedTraffic(packets: one.packets + other.packets, flows: .all).flows
    #expect(flows.map { $0.text("flow.state") } == ["closed", "opened"])
    #expect(flows.map { $0.number("source.bytes") } == [1, 2])
    var again = one.packets
    again.insert(contentsOf: one.packets.prefix(1), at: 1)
    #expect(try DecodedTraffic(packets: again, flows: .all).flows.count == 1)
  }

  @Test("a silent flow has ended: after two minutes, a connection after ten")
  func idle() throws {
    var connection = Self.connection()
    connection.send([[1]])
    var capture = TestCapture(connection.packets + [Self.there([1])])
    let minute: Int64 = 60_000_000_000
    for minutes: Int64 in [1, 4, 16, 17] {
      capture.frames.append(
        .init(time: TestCapture.start + minutes * minute, capture.frames.last?.bytes ?? []))
    }
    let flows = try DecodedTraffic(capture.pcap(), flows: .all).flows
    #expect(flows.map { $0.text("network.transport") } == ["udp", "udp", "tcp", "udp"])
    #expect(flows.map { $0.number("network.packets") } == [2, 1, connection.packets.count, 2])
    #expect(flows[2].text("flow.state") == "idle")
  }

  @Test("events of flows are those asked for: of none, of those that are unknown, of all")
  func choice() throws {
    var sip = Self.connection()
    sip.send([TestMessage.request(call: 1)])
    sip.close()
    var other = TestConnection(.v4(11, port: 40_000), Self.server)
    other.open()
    let packets =
      sip.packets + other.packets + [
        Self.there(TestMessage.request(call: 2)), Self.back([13, 10]),
      ]
    for (choice, count) in [(FlowChoice.none, 0), (.unknown, 1), (.all, 3)] {
      let decoded = try DecodedTraffic(packets: packets, flows: choice)
      #expect(decoded.events.count == 2 + count)
      #expect(decoded.flows.count == count)
      #expect(decoded.counts.flows == count)
    }
    let flows = try DecodedTraffic(packets: packets, flows: .all).flows
    #expect(
      Set(flows.map { $0.text("network.protocol") ?? "?" }) == ["sip", "?"])
  }

  @Test("a message at the end of a stream counts as an event of its flow")
  func late() throws {
    var sip = Self.connection()
    sip.send([Array(TestMessage.request(call: 1).dropLast(10))])
    let decoded = try DecodedTraffic(packets: sip.packets, flows: .unknown)
    #expect(decoded.tags == [["_truncated"]])
  }

  @Test("packets without ports are a flow for each pair of hosts and protocol")
  func others() throws {
    func packet(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
      TestPacket.ip(.v4(1, port: 0), .v4(2, port: 0), number, payload)
    }
    let decoded = try DecodedTraffic(
      packets: [
        packet(1, [8, 0, 0, 0]), packet(132, [0, 1]), packet(99, [1]), packet(1, [0, 0]),
      ],
      flows: .unknown)
    #expect(decoded.packets.otherTransports[1] == 2)
    #expect(decoded.packets.otherTransports[99] == 1)
    let flows = decoded.flows
    #expect(flows.map { $0.text("network.transport") }.contains("icmp"))
    let plain = try #require(flows.first { $0.text("network.iana_number") == "99" })
    #expect(plain.text("network.transport") == nil)
    #expect(plain.text("message") == "packets 192.0.2.1 to 192.0.2.2: 1 packet, 1 bytes")
    #expect(plain.value("source.port") == nil)
    let echo = try #require(flows.first { $0.text("network.transport") == "icmp" })
    #expect(echo.number("network.packets") == 2)
    #expect(echo.number("network.bytes") == 6)
  }
}
