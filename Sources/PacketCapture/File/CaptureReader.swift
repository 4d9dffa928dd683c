/// Finds the frames in the bytes of a capture file: pcap, or pcapng.
///
/// The file comes in blocks, cut anywhere. What stands in a block from the place on that ``next`` left
/// off has to come again at the start of the next one, with more after it.
package struct CaptureReader: Sendable {
  /// Which format the file has.
  enum Format: Sendable {
    case unknown
    case records(RecordFormat)
    case blocks(BlockFormat)
  }

  /// What a format makes of the bytes at a place.
  enum Step {
    /// A frame, and the number of bytes of its record.
    case frame(CapturedFrame, Int)
    /// Nothing to hand on; so many bytes, which may be more than there are, are passed.
    case skip(Int)
    /// More bytes are needed to tell.
    case more
    /// Nothing further can be read.
    case damage(CaptureDamage)
  }

  /// No record is longer: 16 MiB.
  ///
  /// Frames of tcpdump have up to 262,144 bytes.
  static let maxRecord = 16 << 20

  private var format = Format.unknown
  private var frames = 0
  /// Bytes still to be passed.
  private var skipping = 0
  /// Where in the file was read up to.
  private var position: Int64 = 0
  /// What ended the file before its end, once that was met.
  package private(set) var damage: CaptureDamage?

  /// Begins at the start of a file.
  package init() {}

  /// How many bytes of a file tell whether it is a capture.
  package static let recognisedBytes = 12

  /// Whether a file that begins with bytes is a capture: pcap, or pcapng by its magic number and that of its
  /// byte order.
  package static func recognises(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= recognisedBytes else { return false }
    guard bytes.big32(0) == BlockFormat.sectionType else {
      return RecordFormat.order(bytes.big32(0)) != nil
    }
    return bytes.big32(8) == 0x1A2B_3C4D || bytes.big32(8) == 0x4D3C_2B1A
  }

  /// How many frames could not be read, as their interface or length is none.
  package var unreadable: Int {
    if case .blocks(let blocks) = format { blocks.unreadable } else { 0 }
  }

  /// The next frame; nil if the block holds no further one.
  ///
  /// - Parameters:
  ///   - bytes: a block of the file.
  ///   - offset: where in the file the block begins.
  ///   - isLast: whether the file ends with it.
  ///   - place: where in the block to go on; after the last call all of a last block is read.
  package mutating func next(
    in bytes: Span<UInt8>, at offset: Int64, isLast: Bool, _ place: inout Int
  ) -> CapturedFrame? {
    while true {
      let passed = min(skipping, bytes.count - place)
      place += passed
      skipping -= passed
      if damage != nil { place = bytes.count }
      position = offset + Int64(place)
      guard place < bytes.count else { return nil }
      switch step(bytes, place, offset: offset + Int64(place), isLast: isLast) {
      case .frame(var frame, let length):
        frames += 1
        frame.stamp.number = frames
        place += length
        return frame
      case .skip(let count): skipping = count
      case .damage(let found): damage = found
      case .more:
        if isLast { damage = .endsEarly(offset: offset + Int64(place)) } else { return nil }
      }
    }
  }

  /// Says that the file has no further bytes.
  package mutating func finish() {
    guard damage == nil else { return }
    if case .unknown = format { damage = .notACapture }
    if skipping > 0 { damage = .endsEarly(offset: position) }
  }

  private mutating func step(
    _ bytes: Span<UInt8>, _ place: Int, offset: Int64, isLast: Bool
  ) -> Step {
    switch format {
    case .unknown: return begin(bytes, place, isLast: isLast)
    case .records(let records):
      let step = records.step(bytes, place, offset: offset, isLast: isLast)
      if case .frame(_, let length) = step, place + length > bytes.count { return cut(step, bytes) }
      return step
    case .blocks(var blocks):
      let step = blocks.step(bytes, place, offset: offset, isLast: isLast)
      format = .blocks(blocks)
      if case .frame(_, let length) = step, place + length > bytes.count { return cut(step, bytes) }
      return step
    }
  }

  /// The last frame of a file that ends within it: what there is of it, and then the end.
  private mutating func cut(_ step: Step, _ bytes: Span<UInt8>) -> Step {
    guard case .frame(var frame, _) = step else { return step }
    damage = .endsEarly(offset: frame.stamp.offset)
    frame.bytes = frame.bytes.clamped(to: 0..<bytes.count)
    return .frame(frame, 0)
  }

  private mutating func begin(_ bytes: Span<UInt8>, _ place: Int, isLast: Bool) -> Step {
    guard bytes.count - place >= 4 else { return isLast ? .damage(.notACapture) : .more }
    if bytes.big32(place) == BlockFormat.sectionType {
      format = .blocks(BlockFormat())
      return .skip(0)
    }
    guard let order = RecordFormat.order(bytes.big32(place)) else { return .damage(.notACapture) }
    guard bytes.count - place >= RecordFormat.fileHeader else { return .more }
    format = .records(RecordFormat(bytes, place, order))
    return .skip(RecordFormat.fileHeader)
  }
}
