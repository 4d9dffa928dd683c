import NetworkTraffic
import PacketCapture
import TestPackets
import Testing

@Suite("flows, many and damaged")
struct FlowLimitTests {
  private static func host(_ number: Int) -> TestHost {
    .v4(UInt8(truncatingIfNeeded: number), port: UInt16(2000 + number >> 8))
  }

  @Test("of more flows than are known at a time the oldest end, and each ends once")
  func many() throws {
    let server = TestHost.v4(1, port: 9000)
    let count = 700
    let packets = (0..<count).map { number in
      TestPacket.udp(
        Self.host(number), server,
        [UInt8(truncatingIfNeeded: number)])
    }
    var capture = TestCapture(packets)
    // Within two minutes, so that none is idle.
    for index in capture.frames.indices {
      capture.frames[index].time = TestCapture.start + Int64(index) * 1000
    }
    let flows = try DecodedTraffic(capture.pcap(), flows: .all, maxFlows: 100).flows
    #expect(flows.count == count)
    #expect(flows.map { $0.number("wire.frame") } == Array(1...count))
  }

  @Test("closed connections of one moment are no burden")
  func closed() throws {
    let count = 700
    let server = TestHost.v4(1, port: 9000)
    let packets = (0..<count).map { number in
      TestPacket.tcp(
        Self.host(number), server,
        sequence: 1, .reset)
    }
    var capture = TestCapture(packets)
    for index in capture.frames.indices { capture.frames[index].time = TestCapture.start }
    let flows = try DecodedTraffic(capture.pcap(), flows: .all, maxFlows: 100).flows
    #expect(flows.count == count)
    #expect(flows.allSatisfy { $0.text("flow.state") == "reset" })
  }

  @Test(
    "whatever comes, events are sound JSON, all packets are in one flow, and no two events have one name",
    arguments: 0..<60)
  func random(seed: Int) throws {
    var generator = SeededGenerator(UInt64(seed) + 70)
    var capture = TestCapture((0..<400).map { _ in Self.packet(&generator) })
    for index in capture.frames.indices {
      // Also back in time, and by years.
      let step = Int64.random(in: -2_000_000_000...200_000_000_000, using: &generator)
      capture.frames[index].time =
        TestCapture.start + Int64(index) * 1_000_000 + (generator.isOnce(in: 9) ? step : 0)
    }
    let decoded = try DecodedTraffic(capture.pcap(), flows: .all, namesEvents: true)
    let packets = decoded.flows.compactMap { $0.number("network.packets") }.reduce(0, +)
    #expect(
      packets == decoded.packets.datagrams + decoded.packets.segments
        + decoded.packets.otherTransport + decoded.packets.sctpPackets)
    for flow in decoded.flows {
      #expect(
        flow.number("network.bytes")
          == (flow.number("source.bytes") ?? 0) + (flow.number("destination.bytes") ?? 0))
      #expect((flow.number("event.duration") ?? -1) >= 0)
    }
    let names = Set(decoded.marks.map { [$0.offset, Int64($0.ordinal)] })
    #expect(names.count == decoded.events.count)
    #expect(decoded.marks.count == decoded.events.count)
  }

  private static func packet(_ generator: inout SeededGenerator) -> [UInt8] {
    let from = TestHost.v4(
      .random(in: 1...3, using: &generator), port: .random(in: 1...2, using: &generator))
    let to = TestHost.v4(.random(in: 1...3, using: &generator), port: 5060)
    let payload = payload(&generator)
    let (one, other) = generator.isOnce(in: 2) ? (from, to) : (to, from)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return TestPacket.ip(one, other, .random(in: 0...255, using: &generator), payload)
    case 1, 2: return TestPacket.udp(one, other, payload)
    default:
      let flags = TestPacket.Flags(rawValue: .random(in: 0...31, using: &generator))
      return TestPacket.tcp(
        one, other, sequence: .random(in: 0...2000, using: &generator), flags, payload)
    }
  }

  private static func payload(_ generator: inout SeededGenerator) -> [UInt8] {
    var payload =
      ProtocolSamples.all.randomElement(using: &generator)?.payload
      ?? TestMessage.request(call: 1)
    for _ in 0..<Int.random(in: 0...4, using: &generator) where !payload.isEmpty {
      payload[.random(in: payload.indices, using: &generator)] = .random(
        in: 0...255, using: &generator)
    }
    return Array(payload.prefix(.random(in: 0...payload.count, using: &generator)))
  }
}
