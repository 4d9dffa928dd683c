import PacketCapture
import TestPackets
import Testing

@Suite("pcapng files that are written")
struct SectionWriterTests {
  private static let origin = SectionWriter.Origin(
    hardware: "x86_64", system: "Linux 6.1", application: "genlog-wire")

  private static func writer() -> SectionWriter {
    SectionWriter(
      origin,
      [
        SectionWriter.Interface(name: "lo", linkType: 1, snapLength: 262_144, filter: "udp"),
        SectionWriter.Interface(name: "a long name", linkType: 113, snapLength: 100),
      ])
  }

  private static func bytes(_ writer: borrowing SectionWriter) -> [UInt8] {
    writer.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }

  @Test("packets are read again as they were: bytes, times, lengths, interfaces")
  func roundTrip() {
    var random = SeededGenerator(3)
    var writer = Self.writer()
    var content: [UInt8] = []
    var frames: [CapturedFrame] = []
    for number in 1...500 {
      let start = content.count
      let count = Int.random(in: 0...300, using: &random)
      content += (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      frames.append(
        CapturedFrame(
          stamp: FrameStamp(
            number: number, time: Int64.random(in: 0..<(.max), using: &random), digits: 9,
            offset: 0,
            interface: UInt16.random(in: 0...1, using: &random)),
          bytes: start..<content.count,
          wireLength: count + Int.random(in: 0...1000, using: &random), linkType: 1))
    }
    for frame in frames { writer.append(frame, of: content.span) }
    writer.append(
      SectionWriter.Statistics(received: 500, interfaceDrops: 1, kernelDrops: 2, delivered: 497),
      of: 0, at: 1_768_209_163_000_000_000)
    let decoded = Decoded(Self.bytes(writer))
    #expect(decoded.damage == nil)
    #expect(decoded.frames.count == 500)
    for (read, written) in zip(decoded.frames, frames) {
      #expect(read.stamp.time == written.stamp.time)
      #expect(read.stamp.digits == 9)
      #expect(read.wireLength == written.wireLength)
      #expect(read.bytes.count == written.bytes.count)
      #expect(read.linkType == (written.stamp.interface == 0 ? 1 : 113))
    }
  }

  @Test("every block says its length before and behind its content, a multiple of four")
  func lengths() {
    var writer = Self.writer()
    let content: [UInt8] = [1, 2, 3, 4, 5]
    writer.append(
      CapturedFrame(
        stamp: FrameStamp(number: 1, time: 1, digits: 9, offset: 0), bytes: 0..<5, wireLength: 5,
        linkType: 1), of: content.span)
    let bytes = Self.bytes(writer)
    func number(_ place: Int) -> Int {
      (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    var place = 0
    var types: [Int] = []
    while place + 12 <= bytes.count {
      let length = number(place + 4)
      types.append(number(place))
      #expect(length % 4 == 0 && length >= 12)
      guard length >= 12, place + length <= bytes.count else { break }
      #expect(number(place + length - 4) == length)
      place += length
    }
    #expect(place == bytes.count)
    #expect(types == [0x0A0D_0D0A, 1, 1, 6])
  }

  @Test("texts that are longer than an option can be are cut")
  func longTexts() {
    let name = String(repeating: "x", count: 70_000)
    let writer = SectionWriter(
      Self.origin,
      [SectionWriter.Interface(name: name, linkType: 1, snapLength: 0, filter: name)])
    #expect(Decoded(Self.bytes(writer)).damage == nil)
  }
}
