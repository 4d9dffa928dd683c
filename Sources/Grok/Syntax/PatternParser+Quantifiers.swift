extension PatternParser {
  /// PCRE2's largest count.
  private static let maximumCount = 65_535

  /// Reads the quantifiers after an element; several nest: `a+?*` repeats `a+?`.
  mutating func repeated(_ element: Node) throws(Fault) -> Node {
    var node = element
    var nesting = 0
    while let repetition = try quantifier() {
      // `a{3}?` is an optional `a{3}` in Ruby, not a lazy one.
      for item in repetition {
        node = Node(
          kind: .repetition(node, item), range: element.range.lowerBound..<position)
      }
      nesting += 1
      if nesting > Self.maximumDepth {
        throw fault(.tooDeep(limit: Self.maximumDepth), element.range)
      }
    }
    return node
  }

  /// One quantifier, as the repetitions it means from the inside out; nil if none follows.
  private mutating func quantifier() throws(Fault) -> [Repetition]? {
    skipComments()
    guard let byte = peek() else { return nil }
    switch byte {
    case UInt8(ascii: "*"): return [simple(0, nil)]
    case UInt8(ascii: "+"): return [simple(1, nil)]
    case UInt8(ascii: "?"): return [simple(0, 1)]
    case UInt8(ascii: "{"):
      guard let interval = interval(at: position) else { return nil }
      return try counted(interval)
    default: return nil
    }
  }

  /// `*`, `+` or `?` with the `?` or `+` behind it.
  private mutating func simple(_ minimum: Int, _ maximum: Int?) -> Repetition {
    position += 1
    var mode = Repetition.Mode.greedy
    switch peek() {
    case UInt8(ascii: "?"): mode = .lazy
    case UInt8(ascii: "+"): mode = .possessive
    default: return Repetition(minimum: minimum, maximum: maximum, mode: mode)
    }
    position += 1
    return Repetition(minimum: minimum, maximum: maximum, mode: mode)
  }

  /// `{n,m}` with the `?` behind it; a `+` behind it is a quantifier of its own, as in Ruby.
  private mutating func counted(_ interval: Interval) throws(Fault) -> [Repetition] {
    let range = position..<interval.end
    position = interval.end
    let maximum = interval.maximum ?? interval.minimum
    guard interval.minimum <= maximum, maximum <= Self.maximumCount else {
      throw fault(.badRepeat(string(range)), range)
    }
    var repetition = Repetition(
      minimum: interval.minimum, maximum: interval.maximum, mode: .greedy)
    guard peek() == UInt8(ascii: "?") else { return [repetition] }
    position += 1
    if interval.minimum == interval.maximum {
      return [repetition, Repetition(minimum: 0, maximum: 1, mode: .greedy)]
    }
    repetition.mode = .lazy
    return [repetition]
  }

  /// A well-formed `{n}`, `{n,}`, `{,m}` or `{n,m}`.
  struct Interval {
    var minimum: Int
    var maximum: Int?
    var end: Int
  }

  /// Reads an interval; nil if the brace is a literal one.
  func interval(at start: Int) -> Interval? {
    var index = start + 1
    let low = number(&index)
    guard index < end else { return nil }
    if text[index] == UInt8(ascii: "}") {
      return low.map { Interval(minimum: $0, maximum: $0, end: index + 1) }
    }
    guard text[index] == UInt8(ascii: ",") else { return nil }
    index += 1
    let high = number(&index)
    guard index < end, text[index] == UInt8(ascii: "}"), low != nil || high != nil else {
      return nil
    }
    return Interval(minimum: low ?? 0, maximum: high, end: index + 1)
  }

  /// Decimal digits; values past any limit stay past it.
  func number(_ index: inout Int) -> Int? {
    let start = index
    var value = 0
    while index < end, case UInt8(ascii: "0")...UInt8(ascii: "9") = text[index] {
      value = min(value * 10 + Int(text[index] - UInt8(ascii: "0")), 1_000_000)
      index += 1
    }
    return index > start ? value : nil
  }

  /// Steps over blanks and comments of extended mode between an element and its quantifier.
  private mutating func skipComments() {
    guard mode.isExtended else { return }
    var index = position
    while index < end {
      switch text[index] {
      case 0x09...0x0D, 0x20: index += 1
      case UInt8(ascii: "#"):
        while index < end, text[index] != 0x0A { index += 1 }
      default:
        position = index
        return
      }
    }
    position = index
  }
}
