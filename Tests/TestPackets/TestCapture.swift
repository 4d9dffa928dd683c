/// Makes capture files of frames.
package struct TestCapture: Sendable {
  /// A frame, and when it was captured.
  package struct Frame: Sendable {
    /// Nanoseconds since 1970.
    package var time: Int64
    package var bytes: [UInt8]
    /// The length on the wire; nil if all was captured.
    package var wireLength: Int?

    /// Makes a frame.
    package init(time: Int64, _ bytes: [UInt8], wireLength: Int? = nil) {
      self.time = time
      self.bytes = bytes
      self.wireLength = wireLength
    }
  }

  /// 2026-01-12T09:12:43Z.
  package static let start: Int64 = 1_768_209_163_000_000_000

  /// The frames.
  package var frames: [Frame] = []
  /// The first header of all frames.
  package var linkType: UInt16

  /// An empty capture.
  package init(linkType: UInt16 = 1) {
    self.linkType = linkType
  }

  /// A capture of packets, in frames of a kind, a millisecond apart.
  package init(_ packets: [[UInt8]], in link: TestLink = .ethernet) {
    linkType = link.linkType
    for (index, packet) in packets.enumerated() {
      frames.append(Frame(time: Self.start + Int64(index) * 1_000_000, link.frame(packet)))
    }
  }

  /// Each frame cut to so many bytes.
  package func snapped(to length: Int) -> TestCapture {
    var capture = self
    for index in frames.indices where frames[index].bytes.count > length {
      capture.frames[index].wireLength = frames[index].bytes.count
      capture.frames[index].bytes = Array(frames[index].bytes.prefix(length))
    }
    return capture
  }

  /// The file as pcap.
  package func pcap(isBig: Bool = false, isNanosecond: Bool = false) -> [UInt8] {
    let magic: UInt32 = isNanosecond ? 0xA1B2_3C4D : 0xA1B2_C3D4
    var bytes = number(magic, isBig) + number(UInt16(2), isBig) + number(UInt16(4), isBig)
    bytes += [UInt8](repeating: 0, count: 8)
    bytes += number(UInt32(262_144), isBig) + number(UInt32(linkType), isBig)
    for frame in frames {
      let fraction = frame.time % 1_000_000_000 / (isNanosecond ? 1 : 1000)
      bytes += number(UInt32(frame.time / 1_000_000_000), isBig) + number(UInt32(fraction), isBig)
      bytes += number(UInt32(frame.bytes.count), isBig)
      bytes += number(UInt32(frame.wireLength ?? frame.bytes.count), isBig) + frame.bytes
    }
    return bytes
  }

  /// A section of pcapng; `resolution` is that of the interface, or nil for microseconds unsaid.
  package func pcapng(isBig: Bool = false, resolution: UInt8? = nil) -> [UInt8] {
    var bytes = block(
      0x0A0D_0D0A,
      number(UInt32(0x1A2B_3C4D), isBig) + number(UInt16(1), isBig)
        + number(UInt16(0), isBig) + [UInt8](repeating: 0xFF, count: 8), isBig)
    var interface = number(linkType, isBig) + [0, 0] + number(UInt32(262_144), isBig)
    // A name, as most have.
    interface += number(UInt16(2), isBig) + number(UInt16(3), isBig) + Array("lo0\0".utf8)
    if let resolution {
      interface += number(UInt16(9), isBig) + number(UInt16(1), isBig) + [resolution, 0, 0, 0]
    }
    interface += [0, 0, 0, 0]
    bytes += block(1, interface, isBig)
    for (index, frame) in frames.enumerated() {
      // Names and statistics between the frames are passed over.
      if index % 3 == 1 { bytes += block(4, [0, 0, 0, 0], isBig) }
      if index % 3 == 2 { bytes += block(0x0BAD, [1, 2, 3, 4, 5, 6, 7, 8], isBig) }
      bytes += packetBlock(frame, Self.units(frame.time, resolution ?? 6), isBig)
    }
    return bytes
  }

  /// A block of pcapng.
  package func block(_ type: UInt32, _ content: [UInt8], _ isBig: Bool) -> [UInt8] {
    let padding = [UInt8](repeating: 0, count: (4 - content.count % 4) % 4)
    let length = number(UInt32(12 + content.count + padding.count), isBig)
    return number(type, isBig) + length + content + padding + length
  }

  private func packetBlock(_ frame: Frame, _ units: UInt64, _ isBig: Bool) -> [UInt8] {
    var content = number(UInt32(0), isBig) + number(UInt32(units >> 32), isBig)
    content += number(UInt32(truncatingIfNeeded: units), isBig)
    content += number(UInt32(frame.bytes.count), isBig)
    content += number(UInt32(frame.wireLength ?? frame.bytes.count), isBig) + frame.bytes
    content += [UInt8](repeating: 0, count: (4 - frame.bytes.count % 4) % 4)
    // A comment.
    content += number(UInt16(1), isBig) + number(UInt16(2), isBig) + Array("hi\0\0".utf8)
    return block(6, content + [0, 0, 0, 0], isBig)
  }

  /// A time in the units of a resolution.
  private static func units(_ time: Int64, _ resolution: UInt8) -> UInt64 {
    if resolution & 0x80 != 0 {
      let power = UInt64(resolution & 0x7F)
      let fraction = UInt64(time % 1_000_000_000) << power
      // Rounded up, so that rounding down gives the time again.
      return UInt64(time / 1_000_000_000) << power &+ (fraction &+ 999_999_999) / 1_000_000_000
    }
    var units = UInt64(time)
    for _ in 0..<max(9 - Int(resolution), 0) { units /= 10 }
    for _ in 0..<max(Int(resolution) - 9, 0) { units = units &* 10 }
    return units
  }

  /// A number in the byte order of the file.
  package func number<Number: FixedWidthInteger>(_ value: Number, _ isBig: Bool) -> [UInt8] {
    withUnsafeBytes(of: isBig ? value.bigEndian : value.littleEndian) { Array($0) }
  }
}
