import Event

/// Frames of version 2 of the Lumberjack protocol, which Beats and Logstash speak: what a client sends.
///
/// A window says how many events come; then each has its frame, or all frames are in one compressed
/// frame. All numbers are 32 bits, the highest byte first; sequences begin at 1 in each window.
///
///     '2' 'W' count
///     '2' 'J' sequence length JSON
///     '2' 'C' length zlib
///
/// The server answers `'2' 'A' sequence` (``AcknowledgementReader``).
enum LumberjackFrame {
  private static let version = UInt8(ascii: "2")

  /// Appends what stands before an event.
  static func appendHead(sequence: Int, length: Int, to out: inout JSONBuffer) {
    out.append(version)
    out.append(UInt8(ascii: "J"))
    for byte in bytes(of: sequence) { out.append(byte) }
    for byte in bytes(of: length) { out.append(byte) }
  }

  /// All that is sent of a window of `count` events: their frames, or the same compressed by zlib.
  static func window(count: Int, frames: Span<UInt8>, packed: [UInt8]?) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(12 + (packed?.count ?? frames.count))
    out += [version, UInt8(ascii: "W")]
    out += bytes(of: count)
    if let packed {
      out += [version, UInt8(ascii: "C")]
      out += bytes(of: packed.count)
      out += packed
    } else {
      frames.withUnsafeBufferPointer { out += $0 }
    }
    return out
  }

  private static func bytes(of number: Int) -> [UInt8] {
    let number = UInt32(clamping: number)
    return (0..<4).map { UInt8(truncatingIfNeeded: number >> UInt32(24 - 8 * $0)) }
  }
}
