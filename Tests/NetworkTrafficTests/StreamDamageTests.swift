import NetworkTraffic
import PacketCapture
import TestPackets
import Testing

/// What comes out of a damaged capture is what comes out of the undamaged one, or is told to be missing.
@Suite("damaged captures")
struct StreamDamageTests {
  private static let client = TestHost.v4(10, port: 40_000)
  private static let server = TestHost.v6(20, port: 15_060)

  private static func messages(_ generator: inout SeededGenerator) -> [[UInt8]] {
    (0..<20).map { call in
      generator.isOnce(in: 3)
        ? TestMessage.response(Int.random(in: 100...699, using: &generator), call: call)
        : TestMessage.request(
          call: call, bodyLines: max(0, Int.random(in: -10...40, using: &generator)))
    }
  }

  /// Segments of a stream, with where they begin.
  private static func segments(
    _ stream: [UInt8], _ generator: inout SeededGenerator
  ) -> [(start: Int, packet: [UInt8])] {
    var segments: [(Int, [UInt8])] = []
    var place = 0
    while place < stream.count {
      let end = min(place + Int.random(in: 1...700, using: &generator), stream.count)
      segments.append((place, segment(stream, place..<end)))
      place = end
    }
    return segments
  }

  private static func segment(_ stream: [UInt8], _ range: Range<Int>) -> [UInt8] {
    TestPacket.tcp(
      client, .v4(20, port: 15_060), sequence: 500 &+ UInt32(range.lowerBound), acknowledgement: 1,
      .acknowledge, Array(stream[range]))
  }

  private static let opening = TestPacket.tcp(
    client, .v4(20, port: 15_060), sequence: 499, .syn)

  @Test(
    "reordered, repeated, overlapping and fragmented segments give the same events",
    arguments: 0..<100)
  func shaken(seed: Int) throws {
    var generator = SeededGenerator(UInt64(seed))
    let stream = Self.messages(&generator).flatMap { $0 }
    let undamaged = try DecodedTraffic(
      packets: [Self.opening] + Self.segments(stream, &generator).map(\.packet))
    var packets: [[UInt8]] = []
    for segment in Self.segments(stream, &generator) {
      packets += generator.isOnce(in: 4) ? Self.fragmented(segment.packet) : [segment.packet]
      if generator.isOnce(in: 4) {
        let end = min(segment.start + Int.random(in: 1...1400, using: &generator), stream.count)
        packets.append(Self.segment(stream, max(0, segment.start - 100)..<end))
      }
    }
    for index in packets.indices {
      packets.swapAt(
        index, min(index + Int.random(in: 0...5, using: &generator), packets.count - 1))
    }
    let damaged = try DecodedTraffic(packets: [Self.opening] + packets)
    #expect(damaged.originals == undamaged.originals)
    #expect(damaged.originals.joined() == text(stream))
    #expect(damaged.tags.allSatisfy { $0.isEmpty })
  }

  /// The packet in fragments.
  private static func fragmented(_ packet: [UInt8]) -> [[UInt8]] {
    TestPacket.fragments(
      client, .v4(20, port: 15_060), 6, Array(packet.dropFirst(20)),
      identification: UInt32(packet.count) &* 7 &+ UInt32(packet[24 + 3]), size: 256)
  }

  @Test("lost segments cost the messages that they were part of, and are told", arguments: 0..<100)
  func lost(seed: Int) throws {
    var generator = SeededGenerator(UInt64(seed) + 400)
    let messages = Self.messages(&generator)
    let stream = messages.flatMap { $0 }
    let segments = Self.segments(stream, &generator)
    var kept: [[UInt8]] = []
    var lost: [Range<Int>] = []
    for (index, segment) in segments.enumerated() {
      let end = index + 1 < segments.count ? segments[index + 1].start : stream.count
      if generator.isOnce(in: 6) {
        lost.append(segment.start..<end)
      } else {
        kept.append(segment.packet)
      }
    }
    let decoded = try DecodedTraffic(packets: [Self.opening] + kept)
    let whole = zip(decoded.originals, decoded.tags).filter { !$0.1.contains("_truncated") }.map(
      \.0)
    var start = 0
    var expected: [String] = []
    for message in messages {
      let range = start..<start + message.count
      if !lost.contains(where: { $0.overlaps(range) }) { expected.append(text(message)) }
      start = range.upperBound
    }
    #expect(whole == expected)
    let told = decoded.events.compactMap { $0.number("wire.gap_bytes") }.reduce(0, +)
    #expect(told <= Int(decoded.packets.gapBytes))
    #expect(decoded.counts.afterGaps > 0 || decoded.packets.gaps == 0 || told == 0)
  }

  @Test("datagrams with any bytes changed give events that are sound JSON", arguments: 0..<200)
  func mutated(seed: Int) throws {
    var generator = SeededGenerator(UInt64(seed) + 800)
    var connection = TestConnection(Self.client, .v4(20, port: 15_060))
    connection.open()
    var packets: [[UInt8]] = []
    for message in Self.messages(&generator) {
      var message = message
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        message[Int.random(in: message.indices, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      packets.append(TestPacket.udp(Self.client, .v4(20, port: 15_060), message))
      connection.send([message])
    }
    // Reading them as JSON is what is tested.
    let decoded = try DecodedTraffic(packets: packets + connection.packets)
    #expect(decoded.events.count == decoded.counts.messages)
  }
}
