/// Cuts a text into tokens, without allocation once its array has grown.
struct TextScanner: Sendable {
  /// The tokens of the last text; those of a group follow it.
  private(set) var tokens: [TextToken] = []
  private let maxTokens: Int
  /// How many bytes may be looked at to find the ends of groups.
  private var budget = 0

  /// A scanner that gives so many tokens at most; the last one is then the rest of the text.
  init(maxTokens: Int) {
    self.maxTokens = max(maxTokens, 1)
    tokens.reserveCapacity(min(maxTokens, 256))
  }

  /// Groups in groups that are taken apart.
  private static let maxDepth = 3

  /// Cuts a text into ``tokens``.
  mutating func scan(_ bytes: Span<UInt8>) {
    tokens.removeAll(keepingCapacity: true)
    budget = 16 * bytes.count
    scan(bytes, 0..<bytes.count, depth: 0)
  }

  private mutating func scan(_ bytes: Span<UInt8>, _ range: Range<Int>, depth: Int) {
    var place = range.lowerBound
    while place < range.upperBound {
      if tokens.count >= maxTokens - 1 {
        tokens.append(TextToken(kind: .value, type: .any, range: place..<range.upperBound))
        return
      }
      let token = next(bytes, place..<range.upperBound, in: range, depth: depth)
      let index = tokens.count
      tokens.append(token)
      place = token.range.upperBound
      guard token.kind == .group else { continue }
      scanInside(bytes, of: token, depth: depth + 1)
      tokens[index].inner = tokens.count - index - 1
    }
  }

  /// Appends what stands in a group: one value, or the tokens of a text of its own.
  private mutating func scanInside(_ bytes: Span<UInt8>, of group: TextToken, depth: Int) {
    let inside = group.range.lowerBound + 1..<group.range.upperBound - 1
    let opening = bytes[group.range.lowerBound]
    let isQuoted = opening == UInt8(ascii: "'") || opening == UInt8(ascii: "\"")
    if inside.isEmpty || isQuoted || depth > Self.maxDepth || Self.isPlain(bytes, inside) {
      let type = inside.isEmpty ? .empty : ValueScanner.type(of: bytes, inside)
      tokens.append(TextToken(kind: .value, type: type, range: inside))
    } else {
      scan(bytes, inside, depth: depth)
    }
  }

  /// Whether a text has words and blanks only, as names have.
  private static func isPlain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where TextBytes.isPunctuation(bytes[index]) {
      return ValueScanner.scan(bytes, at: range.lowerBound, end: range.upperBound)?.end
        == range.upperBound
    }
    return true
  }

  private mutating func next(
    _ bytes: Span<UInt8>, _ rest: Range<Int>, in whole: Range<Int>, depth: Int
  ) -> TextToken {
    let place = rest.lowerBound
    let byte = bytes[place]
    if TextBytes.isBlank(byte) {
      return TextToken(kind: .blank, range: run(bytes, rest, while: TextBytes.isBlank))
    }
    if let end = GroupScan.end(bytes, rest, in: whole, budget: &budget) {
      return TextToken(kind: .group, range: place..<end)
    }
    if let value = ValueScanner.scan(bytes, at: place, end: rest.upperBound) {
      return TextToken(kind: .value, type: value.type, range: place..<value.end)
    }
    if TextBytes.isPunctuation(byte) {
      return TextToken(kind: .sign, range: run(bytes, rest) { $0 == byte })
    }
    return word(bytes, rest)
  }

  /// The word at a place: to a blank or a sign, without the stop of a sentence.
  private func word(_ bytes: Span<UInt8>, _ rest: Range<Int>) -> TextToken {
    var range = run(bytes, rest, while: TextBytes.isPlain)
    while isApostrophe(bytes, range.upperBound, rest) {
      let more = run(bytes, range.upperBound + 1..<rest.upperBound, while: TextBytes.isPlain)
      range = range.lowerBound..<more.upperBound
    }
    let isEnd = range.upperBound == rest.upperBound || TextBytes.isBlank(bytes[range.upperBound])
    while isEnd, range.count > 1, TextBytes.endsSentence(bytes[range.upperBound - 1]) {
      range = range.lowerBound..<range.upperBound - 1
    }
    var seen = ByteSet()
    var hasDigit = false
    var hasLetter = false
    for index in range {
      seen.insert(bytes[index])
      hasDigit = hasDigit || TextBytes.isDigit(bytes[index])
      hasLetter = hasLetter || TextBytes.isLetter(bytes[index]) || bytes[index] >= 0x80
    }
    // A word with a digit or an `@` in it is a name of something.
    if hasDigit || seen.contains(UInt8(ascii: "@")) && hasLetter {
      return TextToken(kind: .value, type: .plain(seen), range: range)
    }
    return TextToken(kind: hasLetter ? .word : .sign, range: range)
  }

  /// Whether the sign at a place belongs to a word: that of `don't`.
  private func isApostrophe(_ bytes: Span<UInt8>, _ place: Int, _ rest: Range<Int>) -> Bool {
    place > rest.lowerBound && place + 1 < rest.upperBound && bytes[place] == UInt8(ascii: "'")
      && TextBytes.isLetter(bytes[place - 1]) && TextBytes.isLetter(bytes[place + 1])
  }

  private func run(
    _ bytes: Span<UInt8>, _ rest: Range<Int>, while isWanted: (UInt8) -> Bool
  ) -> Range<Int> {
    var end = rest.lowerBound
    while end < rest.upperBound, isWanted(bytes[end]) { end += 1 }
    return rest.lowerBound..<max(end, rest.lowerBound + 1)
  }
}
