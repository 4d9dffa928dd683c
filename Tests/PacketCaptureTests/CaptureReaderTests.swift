import PacketCapture
import TestPackets
import Testing

@Suite("capture files")
struct CaptureReaderTests {
  private static let payloads: [[UInt8]] = (0..<7).map {
    [UInt8](repeating: UInt8($0 + 65), count: $0 * 37 + 1)
  }
  private static let capture = TestCapture(
    payloads.map { TestPacket.udp(.v4(10, port: 5060), .v4(20, port: 5061), $0) })

  /// Files of the same frames, with how many digits their times have.
  static let files: [(name: String, bytes: [UInt8], digits: Int)] = [
    ("pcap, little endian", capture.pcap(), 6),
    ("pcap, big endian", capture.pcap(isBig: true), 6),
    ("pcap, nanoseconds", capture.pcap(isNanosecond: true), 9),
    ("pcap, nanoseconds, big endian", capture.pcap(isBig: true, isNanosecond: true), 9),
    ("pcapng", capture.pcapng(), 6),
    ("pcapng, big endian", capture.pcapng(isBig: true), 6),
    ("pcapng, nanoseconds", capture.pcapng(resolution: 9), 9),
    ("pcapng, milliseconds", capture.pcapng(resolution: 3), 3),
    ("pcapng, 2^-20 seconds", capture.pcapng(resolution: 0x80 | 20), 9),
    ("pcapng, 2^-32 seconds", capture.pcapng(isBig: true, resolution: 0x80 | 32), 9),
  ]

  @Test("the frames of every kind of file are the same", arguments: files.indices)
  func kinds(index: Int) {
    let file = Self.files[index]
    let decoded = Decoded(file.bytes)
    #expect(decoded.damage == nil, "\(file.name)")
    #expect(decoded.recorder.datagrams.map(\.payload) == Self.payloads, "\(file.name)")
    #expect(decoded.frames.map(\.stamp.number) == Array(1...7))
    #expect(decoded.frames.allSatisfy { $0.stamp.digits == file.digits })
    for (index, frame) in decoded.frames.enumerated() {
      let time = TestCapture.start + Int64(index) * 1_000_000
      // Units of a power of two are not those of ten.
      #expect(abs(frame.stamp.time - time) < 1000, "\(file.name)")
    }
  }

  @Test("a file cut into blocks anywhere gives the same frames", arguments: files.indices)
  func blocks(index: Int) {
    let file = Self.files[index].bytes
    let whole = Decoded(file)
    for size in [1, 2, 3, 7, 16, 33, 100, 511] {
      let decoded = Decoded(file, blockBytes: size)
      #expect(decoded.frames.map(\.stamp) == whole.frames.map(\.stamp), "blocks of \(size)")
      #expect(decoded.recorder.datagrams.map(\.payload) == Self.payloads, "blocks of \(size)")
      #expect(decoded.damage == nil)
    }
  }

  @Test("offsets are those of the records")
  func offsets() {
    let frames = Decoded(Self.files[0].bytes).frames
    let first = 24 + 16 + 43
    let offsets = Array(frames.map(\.stamp.offset).prefix(3))
    #expect(offsets == [24, Int64(first), Int64(first + 16 + 80)])
  }

  @Test("sections of a pcapng follow each other, each with its own byte order and interfaces")
  func sections() {
    let cooked = TestCapture([TestPacket.udp(.v4(1, port: 1), .v4(2, port: 2), [1])], in: .cooked)
    let file =
      Self.capture.pcapng(isBig: true) + cooked.pcapng(resolution: 9) + Self.capture.pcapng()
    let decoded = Decoded(file)
    #expect(decoded.recorder.datagrams.count == 15)
    #expect(decoded.frames.map(\.stamp.number) == Array(1...15))
    #expect(decoded.damage == nil)
  }

  @Test("an offset of an interface is added to its times")
  func timeOffset() {
    let capture = TestCapture()
    let packet = TestLink.ethernet.frame(TestPacket.udp(.v4(1, port: 1), .v4(2, port: 2), [1]))
    func file(_ offset: Int64) -> [UInt8] {
      let section = capture.number(UInt32(0x1A2B_3C4D), false) + [1, 0, 0, 0]
      var interface: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0, 14, 0, 8, 0]
      interface += capture.number(offset, false) + [0, 0, 0, 0]
      var frame: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0]
      frame += capture.number(UInt32(packet.count), false)
      frame += capture.number(UInt32(packet.count), false) + packet
      return capture.block(0x0A0D_0D0A, section + [UInt8](repeating: 255, count: 8), false)
        + capture.block(1, interface, false) + capture.block(6, frame, false)
    }
    #expect(Decoded(file(1000)).frames.map(\.stamp.time) == [1_000_000_005_000])
    #expect(Decoded(file(-1)).frames.map(\.stamp.time) == [-999_995_000])
    // The nearest that there is.
    #expect(Decoded(file(.max)).frames.map(\.stamp.time) == [.max])
    #expect(Decoded(file(.min)).frames.map(\.stamp.time) == [.min])
  }

  @Test("simple and obsolete packet blocks are read")
  func otherBlocks() {
    let capture = TestCapture()
    let packet = TestLink.ethernet.frame(TestPacket.udp(.v4(1, port: 1), .v4(2, port: 2), [7]))
    let length = capture.number(UInt32(packet.count), false)
    let section = capture.number(UInt32(0x1A2B_3C4D), false) + [1, 0, 0, 0]
    var file = capture.block(0x0A0D_0D0A, section + [UInt8](repeating: 255, count: 8), false)
    file += capture.block(1, [1, 0, 0, 0, 0, 0, 0, 0], false)
    file += capture.block(3, length + packet, false)
    // The second is of an interface that is not there.
    for interface: UInt8 in [0, 9] {
      let head: [UInt8] = [interface, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0]
      file += capture.block(2, head + length + length + packet, false)
    }
    let decoded = Decoded(file)
    #expect(decoded.recorder.datagrams.map(\.payload) == [[7], [7]])
    #expect(decoded.unreadable == 1)
    #expect(decoded.damage == nil)
  }

  @Test("a file that ends within a record gives what is there of it, and says so")
  func cut() {
    for index in [0, 4] {
      let file = Self.files[index].bytes
      let last = Decoded(file).frames.last?.stamp.offset ?? 0
      let decoded = Decoded(Array(file[..<(Int(last) + 90)]))
      #expect(decoded.damage == .endsEarly(offset: last))
      #expect(decoded.recorder.datagrams.count == 7)
      #expect(decoded.recorder.datagrams.last?.missing ?? 0 > 0)
      // Within the header of the record there is no frame.
      let early = Decoded(Array(file[..<(Int(last) + 9)]))
      #expect(early.damage == .endsEarly(offset: last))
      #expect(early.recorder.datagrams.count == 6)
    }
  }

  @Test(
    "what is no capture is none",
    arguments: [
      [], [0], Array("no capture at all, but text".utf8), [0xD4, 0xC3, 0xB2, 0xA0, 0, 0],
    ])
  func noCapture(file: [UInt8]) {
    #expect(Decoded(file).damage == .notACapture)
  }

  @Test("a record of an impossible length ends the reading, with its place")
  func length() {
    var file = Self.files[0].bytes
    file.replaceSubrange(24 + 8..<24 + 12, with: [0xFF, 0xFF, 0xFF, 0x7F])
    #expect(Decoded(file).damage == .length(offset: 24, length: 0x7FFF_FFFF))
    var blocks = Self.files[4].bytes
    let first = Int(Decoded(blocks).frames[0].stamp.offset)
    blocks.replaceSubrange(first + 4..<first + 8, with: [4, 0, 0, 0])
    #expect(Decoded(blocks).damage == .length(offset: Int64(first), length: 4))
  }

  @Test("a large block that holds no frame is passed without being kept")
  func largeBlock() {
    let capture = TestCapture()
    var file = Self.files[4].bytes
    file += capture.block(0xBAD, [UInt8](repeating: 0, count: 20 << 20), false)
    file += capture.block(6, [1, 0, 0, 0], false)
    let decoded = Decoded(file, blockBytes: 1 << 20)
    #expect(decoded.recorder.datagrams.count == 7)
    #expect(decoded.unreadable == 1)
    #expect(decoded.damage == nil)
  }
}
