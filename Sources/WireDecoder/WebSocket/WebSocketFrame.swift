/// The header of a WebSocket frame (RFC 6455 s 5.2).
package struct WebSocketFrame: Sendable, Equatable {
  /// What a frame carries.
  package enum Opcode: UInt8, Sendable {
    case continuation = 0
    case text = 1
    case binary = 2
    case close = 8
    case ping = 9
    case pong = 10

    /// Whether it may stand between the frames of a message.
    package var isControl: Bool { rawValue >= 8 }
  }

  /// The longest header: 14 bytes.
  package static let maxHeader = 14

  /// What it carries.
  package let opcode: Opcode
  /// Whether it is the last one of its message.
  package let isFinal: Bool
  /// Whether the message is compressed: RSV1 (RFC 7692 s 6).
  package let isCompressed: Bool
  /// The four bytes that the payload was combined with; nil if it was not.
  package let mask: UInt32?
  /// How many bytes the header has.
  package let headerCount: Int
  /// How many bytes the payload has.
  package let payloadCount: Int

  /// The answer to whether bytes begin with a header.
  package enum Reading: Sendable, Equatable {
    case header(WebSocketFrame)
    /// More bytes are needed.
    case notYet
    /// They do not.
    case none
  }

  /// Reads the header at a place.
  ///
  /// Reserved bits and opcodes, control frames that are long or in parts, and lengths that are spelled longer than
  /// needed are none (RFC 6455 s 5.2 and 5.5).
  package static func read(_ bytes: Span<UInt8>, at place: Int) -> Reading {
    guard place >= 0, place < bytes.count else { return .notYet }
    let first = bytes[place]
    guard let opcode = Opcode(rawValue: first & 0x0F), first & 0x30 == 0 else { return .none }
    let isFinal = first & 0x80 != 0
    let isCompressed = first & 0x40 != 0
    if opcode.isControl, !isFinal || isCompressed { return .none }
    if opcode == .continuation, isCompressed { return .none }
    guard place + 1 < bytes.count else { return .notYet }
    let short = Int(bytes[place + 1] & 0x7F)
    let isMasked = bytes[place + 1] & 0x80 != 0
    if opcode.isControl, short > 125 { return .none }
    let extended = short == 126 ? 2 : short == 127 ? 8 : 0
    let headerCount = 2 + extended + (isMasked ? 4 : 0)
    guard place + headerCount <= bytes.count else { return .notYet }
    guard let count = length(bytes, place + 2, short, extended) else { return .none }
    let mask = isMasked ? number(bytes, place + 2 + extended, 4) : nil
    return .header(
      WebSocketFrame(
        opcode: opcode, isFinal: isFinal, isCompressed: isCompressed,
        mask: mask.map { UInt32(truncatingIfNeeded: $0) }, headerCount: headerCount,
        payloadCount: count))
  }

  private static func length(
    _ bytes: Span<UInt8>, _ place: Int, _ short: Int, _ extended: Int
  ) -> Int? {
    guard extended > 0 else { return short }
    let value = number(bytes, place, extended)
    let least: UInt64 = extended == 2 ? 126 : 0x1_0000
    return value >= least && value < 1 << 52 ? Int(value) : nil
  }

  private static func number(_ bytes: Span<UInt8>, _ place: Int, _ count: Int) -> UInt64 {
    (0..<count).reduce(0) { $0 << 8 | UInt64(bytes[place + $1]) }
  }
}
