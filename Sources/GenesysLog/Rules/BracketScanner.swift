/// Walks a text from one `[value]` to the next: where the key before it and the value lie.
struct BracketScanner {
  /// One `KEY [value]` as found.
  struct Found {
    let key: Range<Int>
    let value: Range<Int>
    /// The word `client` stands between the value before and this key, or is the key.
    let afterClient: Bool
  }

  private var position = 0
  /// Brackets that may still be looked at: each costs at most one walk over the text.
  private var budget = 128
  private let limit: Int

  /// A scanner at the start of a text of that many bytes.
  init(limit: Int) {
    self.limit = limit
  }

  /// The next pair with a key; nil at the end, or when a bracket is never closed.
  mutating func next(in text: Span<UInt8>) -> Found? {
    while position < limit {
      let start = position
      var open = start
      while open < limit, text[open] != UInt8(ascii: "[") { open += 1 }
      budget -= 1
      guard open < limit, budget > 0, let close = end(ofValueAt: open + 1, in: text) else {
        position = limit
        return nil
      }
      position = close + 1
      let key = key(before: open, from: start, in: text)
      if key.isEmpty { continue }
      return Found(
        key: key, value: open + 1..<close, afterClient: hasClient(in: start..<open, text))
    }
    return nil
  }

  /// Offset of the `]` that ends a value: with a delimiter after it, and outside inner brackets.
  ///
  /// Where the brackets do not balance, the first `]` with a delimiter after it.
  private func end(ofValueAt start: Int, in text: Span<UInt8>) -> Int? {
    var depth = 0
    var inner: Int?
    var last: Int?
    for index in start..<limit {
      if text[index] == UInt8(ascii: "[") { depth += 1 }
      if text[index] != UInt8(ascii: "]") { continue }
      last = index
      if index + 1 == limit || Self.isDelimiter(text[index + 1]) {
        if depth <= 0 { return index }
        inner = inner ?? index
      }
      depth -= 1
    }
    return inner ?? last
  }

  /// The words right before a bracket, back to a delimiter: `New version` of `. New version: [`.
  private func key(before open: Int, from start: Int, in text: Span<UInt8>) -> Range<Int> {
    var end = open
    while end > start, Self.isBlank(text[end - 1]) || text[end - 1] == UInt8(ascii: ":") {
      end -= 1
    }
    var first = end
    while first > start, !Self.endsClause(text[first - 1]) { first -= 1 }
    while first < end, Self.isBlank(text[first]) { first += 1 }
    return lastWords(first..<end, in: text)
  }

  /// A key is at most the last four words of a clause: longer is prose, whose last word names it.
  private func lastWords(_ clause: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
    var words = 0
    var last = clause.lowerBound
    for index in clause where !Self.isBlank(text[index]) {
      if index == clause.lowerBound || Self.isBlank(text[index - 1]) {
        words += 1
        last = index
      }
    }
    return words > 4 ? last..<clause.upperBound : clause
  }

  /// Whether the word `client` stands in a range, in any case.
  private func hasClient(in range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    var index = range.lowerBound
    while index + 6 <= range.upperBound {
      if text[index] | 0x20 == UInt8(ascii: "c"), text[index + 1] | 0x20 == UInt8(ascii: "l"),
        text[index + 2] | 0x20 == UInt8(ascii: "i"), text[index + 3] | 0x20 == UInt8(ascii: "e"),
        text[index + 4] | 0x20 == UInt8(ascii: "n"), text[index + 5] | 0x20 == UInt8(ascii: "t"),
        index == range.lowerBound || !Self.isWord(text[index - 1]),
        index + 6 == range.upperBound || !Self.isWord(text[index + 6])
      {
        return true
      }
      index += 1
    }
    return false
  }

  /// Whether a byte may follow the bracket that ends a value.
  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ")"),
      UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"),
      UInt8(ascii: "\n"):
      true
    default: false
    }
  }

  /// Whether a byte parts the clauses between which keys stand.
  private static func endsClause(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "\n"):
      true
    default: false
    }
  }

  /// Whether a byte is white space within a line.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  /// Whether a byte is an ASCII letter, digit or `_`.
  static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
      || byte == UInt8(ascii: "_")
  }
}
