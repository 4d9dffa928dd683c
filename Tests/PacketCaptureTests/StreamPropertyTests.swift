import PacketCapture
import TestPackets
import Testing

/// Streams come out whole whatever happened to their segments on the way.
@Suite("streams of TCP, shaken")
struct StreamPropertyTests {
  private static let client = TestHost.v4(10, port: 40_000)
  private static let server = TestHost.v4(20, port: 5060)

  /// Segments of a text: of any length, some once more, some overlapping, and out of order.
  private static func segments(
    _ text: [UInt8], first: UInt32, _ generator: inout SeededGenerator
  ) -> [[UInt8]] {
    var ranges: [Range<Int>] = []
    var place = 0
    while place < text.count {
      let end = min(place + Int.random(in: 1...40, using: &generator), text.count)
      ranges.append(place..<end)
      if generator.isOnce(in: 4) {
        // Sent again, with some of what is before or behind.
        let from = max(0, place - Int.random(in: 0...30, using: &generator))
        let to = min(text.count, end + Int.random(in: 0...30, using: &generator))
        ranges.append(from..<to)
      }
      place = end
    }
    for index in ranges.indices {
      ranges.swapAt(index, min(index + Int.random(in: 0...6, using: &generator), ranges.count - 1))
    }
    return ranges.map { range in
      TestPacket.tcp(
        client, server, sequence: first &+ UInt32(range.lowerBound), acknowledgement: 1,
        [.push, .acknowledge], Array(text[range]))
    }
  }

  @Test("reordered, repeated and overlapping segments give the same bytes", arguments: 0..<200)
  func shaken(seed: Int) {
    var generator = SeededGenerator(UInt64(seed))
    let first = UInt32.random(in: 0...UInt32.max, using: &generator)
    let text = (0..<Int.random(in: 1...2000, using: &generator)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    let syn = TestPacket.tcp(Self.client, Self.server, sequence: first &- 1, .syn)
    let packets = [syn] + Self.segments(text, first: first, &generator)
    let decoded = Decoded(packets: packets)
    #expect(decoded.recorder.bytes(40_000, 5060) == text)
    #expect(decoded.counts.gaps == 0)
  }

  @Test("lost segments are holes of just what was lost", arguments: 0..<200)
  func lost(seed: Int) {
    var generator = SeededGenerator(UInt64(seed) + 1000)
    let text = (0..<1500).map { _ in UInt8.random(in: 0...255, using: &generator) }
    var present = [Bool](repeating: false, count: text.count)
    var packets = [TestPacket.tcp(Self.client, Self.server, sequence: 99, .syn)]
    var place = 0
    while place < text.count {
      let end = min(place + Int.random(in: 1...60, using: &generator), text.count)
      if !generator.isOnce(in: 5) {
        for index in place..<end { present[index] = true }
        packets.append(
          TestPacket.tcp(
            Self.client, Self.server, sequence: 100 + UInt32(place), .acknowledge,
            Array(text[place..<end])))
      }
      place = end
    }
    let decoded = Decoded(packets: packets)
    #expect(
      decoded.recorder.bytes(40_000, 5060) == text.indices.filter { present[$0] }.map { text[$0] })
    // A hole at the end is not seen by anybody.
    let seen = (present.lastIndex(of: true) ?? -1) + 1
    #expect(decoded.counts.gapBytes == Int64(present[..<seen].count { !$0 }))
  }

  @Test("any bytes give an answer, as captures, blocks and frames", arguments: 0..<300)
  func random(seed: Int) {
    var generator = SeededGenerator(UInt64(seed) + 5000)
    func noise(_ count: Int) -> [UInt8] {
      (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
    let capture = TestCapture(linkType: 1)
    var file = seed % 2 == 0 ? capture.pcap() : capture.pcapng()
    file += noise(2000)
    _ = Decoded(file, blockBytes: 300)
    for link in TestLink.allCases {
      var frames = TestCapture(linkType: link.linkType)
      for _ in 0..<10 {
        frames.frames.append(.init(time: Int64(seed), link.frame([0x45] + noise(60))))
        frames.frames.append(.init(time: Int64(seed), link.frame([0x60] + noise(90))))
        frames.frames.append(.init(time: Int64(seed), noise(40)))
      }
      #expect(Decoded(frames.pcap()).counts.frames == 30)
    }
  }

  @Test("a capture with any of its bytes changed gives an answer", arguments: 0..<300)
  func mutated(seed: Int) {
    var generator = SeededGenerator(UInt64(seed) + 9000)
    var connection = TestConnection(Self.client, Self.server)
    connection.open()
    connection.send([Array("some bytes".utf8), Array("and more of them".utf8)])
    connection.close()
    let fragments = TestPacket.fragments(
      .v6(1, port: 1), .v6(2, port: 2), 17, [UInt8](repeating: 3, count: 300), identification: 4,
      size: 64)
    let capture = TestCapture(connection.packets + fragments, in: seed % 3 == 0 ? .vlan : .ethernet)
    var file = seed % 2 == 0 ? capture.pcap() : capture.pcapng(resolution: UInt8(seed % 256))
    for _ in 0..<Int.random(in: 1...20, using: &generator) {
      file[Int.random(in: file.indices, using: &generator)] = UInt8.random(
        in: 0...255, using: &generator)
    }
    let decoded = Decoded(file, blockBytes: 512)
    #expect(decoded.counts.bytes <= Int64(file.count))
  }
}
