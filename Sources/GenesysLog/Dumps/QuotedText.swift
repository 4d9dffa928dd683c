/// The quoted value that is being read, which may go on over the next lines.
///
/// A value ends where the last line before the next member ends with its quote: it may hold quotes,
/// newlines and anything else. Lines after a closed value that do not end so are not part of it.
struct QuotedText {
  /// The node of the value; nil while there is none.
  private(set) var node: Int?
  /// Whether its quote has not been met again.
  private(set) var isUnclosed = false

  private let quote: UInt8
  private var range = 0..<0

  /// A reader of values in that quote.
  init(quote: UInt8) {
    self.quote = quote
  }

  /// Begins with the rest of a line, whose first byte is the quote; returns the value so far.
  mutating func begin(_ bytes: Span<UInt8>, _ rest: Range<Int>) -> Range<Int> {
    var end = rest.upperBound
    let start = rest.lowerBound &+ 1
    while end > start, DumpText.isBlank(bytes[end &- 1]) { end &-= 1 }
    isUnclosed = end == start || bytes[end &- 1] != quote
    range = start..<(isUnclosed ? rest.upperBound : end &- 1)
    node = nil
    return range
  }

  /// Says which node of the tree holds the value begun, so that it can grow; nil if none does.
  mutating func attach(to node: Int?) {
    self.node = node
  }

  /// Ends the value: the next line is no part of it.
  mutating func end() {
    node = nil
    isUnclosed = false
  }

  /// Takes a line that is no member; returns the value, if it has grown.
  mutating func extend(_ bytes: Span<UInt8>, _ line: DumpLine) -> Range<Int>? {
    guard node != nil, line.start < line.end else { return nil }
    let last = DumpText.trimmed(bytes, line.content).upperBound &- 1
    if last >= line.start, bytes[last] == quote {
      range = range.lowerBound..<last
      isUnclosed = false
    } else if isUnclosed {
      range = range.lowerBound..<line.end
    } else {
      return nil
    }
    return range
  }
}
