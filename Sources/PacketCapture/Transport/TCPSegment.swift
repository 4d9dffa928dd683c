/// What a TCP segment opens, closes or acknowledges.
package struct SegmentFlags: OptionSet, Sendable {
  package let rawValue: UInt8

  /// The flags in a byte of a header.
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let fin = SegmentFlags(rawValue: 0x01)
  package static let syn = SegmentFlags(rawValue: 0x02)
  package static let reset = SegmentFlags(rawValue: 0x04)
  package static let acknowledge = SegmentFlags(rawValue: 0x10)
}

/// The header of a TCP segment (RFC 9293 s 3.1).
struct TCPSegment {
  let sourcePort: UInt16
  let destinationPort: UInt16
  /// The number of the first byte of the payload.
  let sequence: UInt32
  /// The number of the next byte that the sender waits for.
  let acknowledgement: UInt32
  let flags: SegmentFlags
  /// What was captured of the payload.
  let payload: Range<Int>
  /// How many bytes of the payload were not captured.
  let missing: Int

  /// Reads the segment in a packet's payload; nil if it is none, or was cut within its header.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>, missing: Int) {
    let start = range.lowerBound
    guard range.count >= 20 else { return nil }
    let header = Int(bytes[start + 12] >> 4) * 4
    guard header >= 20, header <= range.count + missing else { return nil }
    sourcePort = bytes.big16(start)
    destinationPort = bytes.big16(start + 2)
    flags = SegmentFlags(rawValue: bytes[start + 13])
    acknowledgement = bytes.big32(start + 8)
    // A SYN takes a number of its own.
    sequence = bytes.big32(start + 4) &+ (flags.contains(.syn) ? 1 : 0)
    payload = min(start + header, range.upperBound)..<range.upperBound
    self.missing = range.count + missing - header - payload.count
  }

  /// How many bytes it has, captured or not.
  var count: Int { payload.count + missing }

  /// What it says of the connection.
  var head: SegmentHead { SegmentHead(flags: flags, sequence: sequence, missing: missing) }
}

/// How far one number of a byte is behind another, where numbers begin anew after 2^32.
func distance(from: UInt32, to: UInt32) -> Int {
  Int(Int32(bitPattern: to &- from))
}
