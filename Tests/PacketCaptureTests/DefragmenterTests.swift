import PacketCapture
import TestPackets
import Testing

@Suite("fragments")
struct DefragmenterTests {
  private static let payload = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

  private static func fragments(
    _ from: TestHost, _ to: TestHost, identification: UInt32 = 7, size: Int = 1480
  ) -> [[UInt8]] {
    TestPacket.fragments(
      from, to, 17, TestPacket.datagram(from, to, payload), identification: identification,
      size: size)
  }

  static let hosts: [(from: TestHost, to: TestHost)] = [
    (.v4(10, port: 5060), .v4(20, port: 5060)), (.v6(10, port: 5060), .v6(20, port: 5060)),
  ]

  @Test(
    "fragments make up a datagram, in any order, twice, and mixed with others", arguments: [0, 1])
  func orders(version: Int) {
    let (from, to) = Self.hosts[version]
    var generator = SeededGenerator(1)
    for seed in 0..<60 {
      let size = [8, 16, 64, 512, 1480][seed % 5]
      var packets =
        Self.fragments(from, to, identification: 1, size: size)
        + Self.fragments(from, to, identification: 2, size: 1480)
      packets.shuffle(using: &generator)
      // Whole packets between them, and some of the fragments twice, the second time in front of others.
      for _ in 0..<5 {
        packets.insert(packets[Int.random(in: packets.indices, using: &generator)], at: 0)
      }
      let decoded = Decoded(packets: packets)
      let whole = decoded.recorder.datagrams.filter { $0.missing == 0 }
      #expect(whole.map(\.payload).filter { $0 == Self.payload }.count >= 2, "seed \(seed)")
      #expect(decoded.counts.reassembled >= 2)
    }
  }

  @Test("of overlapping fragments the first that came counts")
  func overlap() {
    let (from, to) = Self.hosts[0]
    let datagram = TestPacket.datagram(from, to, [UInt8](repeating: 1, count: 24))
    let other = [UInt8](repeating: 9, count: 32)
    func fragment(_ bytes: [UInt8], _ range: Range<Int>, hasMore: Bool) -> [UInt8] {
      TestPacket.fragment(
        from, to, 17, Array(bytes[range]), at: range.lowerBound, hasMore: hasMore,
        identification: 5)
    }
    let decoded = Decoded(packets: [
      fragment(datagram, 0..<16, hasMore: true), fragment(other, 8..<24, hasMore: true),
      fragment(datagram, 16..<32, hasMore: false),
    ])
    let nine = [UInt8](repeating: 9, count: 8)
    let one = [UInt8](repeating: 1, count: 8)
    #expect(decoded.recorder.datagrams.map(\.payload) == [one + nine + one])
  }

  @Test("a datagram whose end never comes is handed on as far as it goes, after thirty seconds")
  func unfinished() {
    let (from, to) = Self.hosts[0]
    var packets = Array(Self.fragments(from, to).dropLast())
    packets.append(TestPacket.udp(.v4(1, port: 1), .v4(2, port: 2), [1]))
    var capture = TestCapture(packets)
    capture.frames[packets.count - 1].time += 31_000_000_000
    let decoded = Decoded(capture.pcap())
    #expect(decoded.recorder.datagrams.map(\.payload.count) == [1, 3 * 1480 - 8])
    #expect(decoded.recorder.datagrams.last?.missing ?? 0 > 0)
    #expect(decoded.recorder.datagrams.last?.head.stamp.number == 3)
    #expect(decoded.counts.unfinished == 1)
  }

  @Test("a datagram whose beginning never comes is counted")
  func headless() {
    let (from, to) = Self.hosts[1]
    let decoded = Decoded(packets: Array(Self.fragments(from, to).dropFirst()))
    #expect(decoded.recorder.datagrams.isEmpty)
    #expect(decoded.counts.unfinished == 1)
    #expect(decoded.counts.fragments == 3)
  }

  @Test("of too many packets with missing fragments the oldest are given up")
  func limits() {
    var limits = TrafficLimits()
    limits.maxFragmented = 3
    let (from, to) = Self.hosts[0]
    let packets = (0..<10).flatMap {
      Array(Self.fragments(from, to, identification: $0).dropLast())
    }
    var half = packets
    half += (8..<10).compactMap { Self.fragments(from, to, identification: $0).last }
    let decoded = Decoded(packets: half, limits: limits)
    #expect(decoded.recorder.datagrams.filter { $0.missing == 0 }.count == 2)
    #expect(decoded.counts.unfinished == 8)
  }
}
