import Alerting
import Event

/// What a line of a stream holds.
enum StreamLine: Equatable {
  /// Events that came together, each a part of the bytes.
  case events([Range<Int>])
  /// A time that has come with no data: `{"$tick": "2026-03-01T12:00:00Z"}`.
  case tick(EventInstant)
  /// Nothing but blanks.
  case blank
  /// No JSON object, nor a list of them, nor a tick.
  case bad

  /// Lines with more than that hold events, whatever their first key is.
  private static let mostTickBytes = 200

  /// Reads the line that stands in `range`.
  static func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> StreamLine {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isBlank(bytes[start]) { start += 1 }
    while start < end, isBlank(bytes[end - 1]) { end -= 1 }
    guard start < end else { return .blank }
    switch bytes[start] {
    case UInt8(ascii: "{"):
      if end - start <= mostTickBytes, let tick = tick(bytes.extracting(start..<end)) {
        return tick
      }
      return .events([start..<end])
    case UInt8(ascii: "["): return list(bytes, start..<end)
    default: return .bad
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func tick(_ line: Span<UInt8>) -> StreamLine? {
    guard let path = FieldPath("$tick"), let value = JSONLookup.value(at: path, in: line) else {
      return nil
    }
    var text: [UInt8] = []
    JSONLookup.appendText(of: value, in: line, to: &text)
    return EventInstant(text).map { .tick($0) } ?? .bad
  }

  private static func list(_ bytes: Span<UInt8>, _ range: Range<Int>) -> StreamLine {
    var ranges: [Range<Int>] = []
    let list = JSONValueRange(kind: .array, range: range, hasEscapes: false)
    var elements = JSONElements(of: list)
    var end = range.lowerBound + 1
    while let element = elements.next(in: bytes) {
      guard element.kind == .object else { return .bad }
      ranges.append(element.range)
      end = element.range.upperBound
    }
    // What stands after the last element is the bracket, and nothing else.
    while end < range.upperBound, isBlank(bytes[end]) { end += 1 }
    return end == range.upperBound - 1 && bytes[end] == UInt8(ascii: "]") ? .events(ranges) : .bad
  }
}
