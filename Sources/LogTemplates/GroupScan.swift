/// Finds where a text in quotes or brackets ends.
enum GroupScan {
  /// The end of the group that begins a range; nil where none does.
  ///
  /// A quote opens where no word stands before it, and closes where none follows. A bracket closes
  /// where as many were closed as opened, and no word follows; or, where that never is, at the
  /// first closing one that no word follows.
  static func end(
    _ bytes: Span<UInt8>, _ rest: Range<Int>, in whole: Range<Int>, budget: inout Int
  ) -> Int? {
    let place = rest.lowerBound
    switch bytes[place] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard place == whole.lowerBound || !TextBytes.isWord(bytes[place - 1]) else { return nil }
      return quoteEnd(bytes, rest, budget: &budget)
    case UInt8(ascii: "["): return bracketEnd(bytes, rest, "]", budget: &budget)
    case UInt8(ascii: "("): return bracketEnd(bytes, rest, ")", budget: &budget)
    case UInt8(ascii: "{"): return bracketEnd(bytes, rest, "}", budget: &budget)
    case UInt8(ascii: "<"):
      // `a < b` compares, `->` and `<<<` point.
      guard place + 1 < rest.upperBound, TextBytes.isWord(bytes[place + 1]) else { return nil }
      return bracketEnd(bytes, rest, ">", budget: &budget)
    default: return nil
    }
  }

  private static func quoteEnd(
    _ bytes: Span<UInt8>, _ rest: Range<Int>, budget: inout Int
  ) -> Int? {
    let quote = bytes[rest.lowerBound]
    var index = rest.lowerBound + 1
    while index < rest.upperBound, budget > 0 {
      budget -= 1
      if bytes[index] == 0x0A { return nil }
      if bytes[index] == quote, mayEnd(bytes, at: index, end: rest.upperBound) {
        // Doubled, it belongs to the text; but `''` is an empty one.
        let isDoubled = index + 1 < rest.upperBound && bytes[index + 1] == quote
        guard isDoubled, index > rest.lowerBound + 1 else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return nil
  }

  private static func bracketEnd(
    _ bytes: Span<UInt8>, _ rest: Range<Int>, _ closing: Unicode.Scalar, budget: inout Int
  ) -> Int? {
    let opening = bytes[rest.lowerBound]
    let closing = UInt8(ascii: closing)
    var depth = 0
    var fallback: Int?
    var index = rest.lowerBound + 1
    while index < rest.upperBound, budget > 0 {
      budget -= 1
      let byte = bytes[index]
      if byte == 0x0A { break }
      if byte == opening { depth += 1 }
      if byte == closing {
        if depth <= 0 { return index + 1 }
        if fallback == nil, mayEnd(bytes, at: index, end: rest.upperBound) { fallback = index + 1 }
        depth -= 1
      }
      index += 1
    }
    return fallback
  }

  /// Whether what stands at a place may close a group: no word follows.
  private static func mayEnd(_ bytes: Span<UInt8>, at index: Int, end: Int) -> Bool {
    guard index + 1 < end else { return true }
    return !TextBytes.isWord(bytes[index + 1]) && bytes[index + 1] < 0x80
  }
}
