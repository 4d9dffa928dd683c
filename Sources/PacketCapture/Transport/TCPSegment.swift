/// The header of a TCP segment (RFC 9293 s 3.1).
struct TCPSegment {
  /// What the segment says of the connection.
  struct Flags: OptionSet {
    let rawValue: UInt8
    static let fin = Flags(rawValue: 0x01)
    static let syn = Flags(rawValue: 0x02)
    static let reset = Flags(rawValue: 0x04)
    static let acknowledge = Flags(rawValue: 0x10)
  }

  let sourcePort: UInt16
  let destinationPort: UInt16
  /// The number of the first byte of the payload.
  let sequence: UInt32
  /// The number of the next byte that the sender waits for.
  let acknowledgement: UInt32
  let flags: Flags
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
    flags = Flags(rawValue: bytes[start + 13])
    acknowledgement = bytes.big32(start + 8)
    // A SYN takes a number of its own.
    sequence = bytes.big32(start + 4) &+ (flags.contains(.syn) ? 1 : 0)
    payload = min(start + header, range.upperBound)..<range.upperBound
    self.missing = range.count + missing - header - payload.count
  }

  /// How many bytes it has, captured or not.
  var count: Int { payload.count + missing }
}

/// How far one number of a byte is behind another, where numbers begin anew after 2^32.
func distance(from: UInt32, to: UInt32) -> Int {
  Int(Int32(bitPattern: to &- from))
}
