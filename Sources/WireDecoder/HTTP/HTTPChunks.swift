/// Walks a chunked body (RFC 9112 s 7.1), whose bytes may come in any pieces.
///
///     5;name=value\r\n
///     hello\r\n
///     0\r\n
///     Trailer: value\r\n
///     \r\n
///
/// Extensions and trailers are passed.
package struct HTTPChunks: Sendable {
  private enum State {
    /// In the digits of a size.
    case size
    /// Behind them, up to the line's end.
    case extensions
    /// In a chunk.
    case content
    /// Behind a chunk, where a line end is due.
    case contentEnd
    /// At the first byte of a trailer's line.
    case trailerStart
    /// Within one.
    case trailer
    case complete
    case broken
  }

  private var state = State.size
  /// The size so far, then what is left of the chunk.
  private var left = 0
  private var digits = 0
  /// Bytes of the size's line or of the trailers.
  private var length = 0

  /// Longer size lines with their extensions are none: 4 KiB.
  private static let maxLine = 4 << 10
  /// Longer trailers are none: 64 KiB.
  private static let maxTrailers = 64 << 10
  /// Larger chunks are none: 2^52 bytes.
  private static let maxChunk = 1 << 52

  /// Begins before the first chunk.
  package init() {}

  /// Whether the end of the body was met.
  package var isComplete: Bool { if case .complete = state { true } else { false } }

  /// Whether something else was met than the grammar has.
  package var isBroken: Bool { if case .broken = state { true } else { false } }

  /// How many bytes of the chunk are still to come.
  package var leftOfChunk: Int { if case .content = state { left } else { 0 } }

  /// The next content in bytes; nil if there is none, or the body has ended.
  ///
  /// - Parameter place: where to go on; on return what stands before it is done with.
  package mutating func next(_ bytes: Span<UInt8>, _ place: inout Int) -> Range<Int>? {
    while place < bytes.count {
      switch state {
      case .complete, .broken: return nil
      case .content:
        let range = place..<place + min(left, bytes.count - place)
        place = range.upperBound
        left -= range.count
        if left == 0 { state = .contentEnd }
        return range
      default:
        step(bytes[place])
        if isBroken { return nil }
        place += 1
      }
    }
    return nil
  }

  /// Passes bytes of a chunk that are lost; false if there are more than the chunk has.
  package mutating func skip(_ count: Int) -> Bool {
    guard case .content = state, count >= 0, count <= left else { return false }
    left -= count
    if left == 0 { state = .contentEnd }
    return true
  }

  private mutating func step(_ byte: UInt8) {
    switch state {
    case .size: readDigit(byte)
    case .extensions: endLine(byte)
    case .contentEnd:
      if byte == 0x0A {
        (state, left, digits, length) = (.size, 0, 0, 0)
      } else if byte != 0x0D {
        state = .broken
      }
    case .trailerStart:
      if byte == 0x0A {
        state = .complete
      } else if byte != 0x0D {
        grow(to: Self.maxTrailers)
        if !isBroken { state = .trailer }
      }
    case .trailer:
      grow(to: Self.maxTrailers)
      if !isBroken, byte == 0x0A { state = .trailerStart }
    case .content, .complete, .broken: break
    }
  }

  private mutating func readDigit(_ byte: UInt8) {
    grow(to: Self.maxLine)
    let digit: UInt8? =
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
      default: nil
      }
    guard let digit else {
      let mayEnd = byte == UInt8(ascii: ";") || byte == 0x0D || byte == 0x0A
      guard digits > 0, mayEnd || HTTPGrammar.isBlank(byte) else { return state = .broken }
      state = .extensions
      return endLine(byte)
    }
    digits += 1
    left = left &* 16 &+ Int(digit)
    if left > Self.maxChunk { state = .broken }
  }

  private mutating func endLine(_ byte: UInt8) {
    grow(to: Self.maxLine)
    guard byte == 0x0A, !isBroken else { return }
    length = 0
    state = left > 0 ? .content : .trailerStart
  }

  private mutating func grow(to limit: Int) {
    length += 1
    if length > limit { state = .broken }
  }
}
