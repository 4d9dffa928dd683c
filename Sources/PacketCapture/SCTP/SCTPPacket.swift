/// An SCTP packet (RFC 9260 s 3): ports, a tag, and chunks one behind the other.
struct SCTPPacket {
  /// A chunk, as places in the bytes.
  struct Chunk {
    /// What it is.
    let kind: UInt8
    /// What its kind makes of eight bits.
    let flags: UInt8
    /// What was captured of it behind its header of four bytes.
    let content: Range<Int>
    /// How many bytes at its end were not captured.
    let missing: Int
  }

  /// Chunks that are read, by their numbers.
  enum Kind {
    static let data: UInt8 = 0
    static let initiation: UInt8 = 1
    static let abort: UInt8 = 6
    static let shutdownComplete: UInt8 = 14
  }

  /// The port of UDP that SCTP is put into (RFC 6951).
  static let encapsulationPort: UInt16 = 9899

  private static let headerBytes = 12

  let sourcePort: UInt16
  let destinationPort: UInt16
  /// The receiver's name for the association; 0 in the first packet.
  let tag: UInt32
  private var place: Int
  private let end: Int
  /// Bytes of the packet that were not captured.
  private let missing: Int

  /// Reads the packet in a payload; nil if it is none, or was cut within its header.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>, missing: Int) {
    guard range.count >= Self.headerBytes, range.upperBound <= bytes.count else { return nil }
    let start = range.lowerBound
    sourcePort = bytes.big16(start)
    destinationPort = bytes.big16(start + 2)
    tag = bytes.big32(start + 4)
    place = start + Self.headerBytes
    end = range.upperBound
    self.missing = missing
  }

  /// Where the chunks stand that were not taken yet.
  var chunks: Range<Int> { place..<end }

  /// The next chunk; nil behind the last, and at one that is none.
  mutating func next(_ bytes: Span<UInt8>) -> Chunk? {
    guard end - place >= 4 else { return nil }
    let length = Int(bytes.big16(place + 2))
    guard length >= 4, length <= end - place + missing else { return nil }
    let chunk = Chunk(
      kind: bytes[place], flags: bytes[place + 1],
      content: place + 4..<min(place + length, end), missing: max(place + length - end, 0))
    // Chunks begin at every fourth byte; the length does not count what fills the gap.
    place = min(place + (length + 3) & ~3, end)
    return chunk
  }

  /// Whether all bytes are chunks, which those of something else hardly are.
  static func isWhole(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard var packet = SCTPPacket(bytes, range, missing: 0), packet.sourcePort > 0,
      packet.destinationPort > 0
    else { return false }
    var count = 0
    while packet.next(bytes) != nil { count += 1 }
    return count > 0 && packet.place == packet.end
  }
}

/// A chunk with a part of a message (RFC 9260 s 3.3.1).
struct SCTPData {
  private enum Flag {
    static let end: UInt8 = 0x01
    static let begin: UInt8 = 0x02
    static let unordered: UInt8 = 0x04
  }

  private static let headerBytes = 12

  /// Its number among all parts that the sender sent.
  let number: UInt32
  /// What the message is.
  let message: SCTPMessage
  /// Whether it is the first part.
  let isBegin: Bool
  /// Whether it is the last part.
  let isEnd: Bool
  /// What was captured of the part.
  let payload: Range<Int>
  /// How many bytes of it were not captured.
  let missing: Int

  /// Reads a chunk; nil if it is none, was cut within its header, or is empty.
  init?(_ bytes: Span<UInt8>, _ chunk: SCTPPacket.Chunk) {
    let start = chunk.content.lowerBound
    guard chunk.kind == SCTPPacket.Kind.data, chunk.content.count >= Self.headerBytes,
      chunk.content.count + chunk.missing > Self.headerBytes
    else { return nil }
    number = bytes.big32(start)
    isBegin = chunk.flags & Flag.begin != 0
    isEnd = chunk.flags & Flag.end != 0
    message = SCTPMessage(
      stream: bytes.big16(start + 4),
      sequence: chunk.flags & Flag.unordered != 0 ? nil : bytes.big16(start + 6),
      payloadProtocol: bytes.big32(start + 8))
    payload = start + Self.headerBytes..<chunk.content.upperBound
    missing = chunk.missing
  }
}
