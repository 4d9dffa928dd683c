/// Finds keys with their values in text: `'PIN'\t'1234'`, `password=x`, `name: [x]`, `"pin":"x"`,
/// `value: "x"`, `<pin>x</pin>`, `Authorization: Digest ...`.
///
/// What stands between a key and its value differs with the writer: T-Library a tab, the Platform
/// SDK a type (`'PIN' [str] = "x"`), Configuration Server words (`[pin] is set to [x]`), SIP and
/// HTTP a colon and then all the line. All of these are known; a word and a word is no pair.
struct KeyValuePairs {
  /// A key, and where its value starts.
  struct Pair {
    let key: Range<Int>
    fileprivate let start: Int
    fileprivate let end: End
  }

  /// What ends a value.
  fileprivate enum End {
    /// A quote or bracket that nothing else follows.
    case close(UInt8)
    /// The end of the line.
    case line
    /// A blank, or what separates values.
    case separator
  }

  private var place = 0

  /// The most between a key and its value: Configuration Server fills attributes up with blanks.
  private static let maxGap = 64

  /// The next key with a value in a text; the search goes on right behind the key.
  mutating func next(in text: Span<UInt8>) -> Pair? {
    while place < text.count {
      guard Self.isKeyPart(text[place]) else {
        place += 1
        continue
      }
      let start = place
      while place < text.count, Self.isKeyPart(text[place]) { place += 1 }
      // Most words are followed by a blank and a letter.
      if place + 1 < text.count, text[place] == 0x20, text[place + 1].isLetter,
        !text.has("is set to", at: place + 1), !text.has("value:", at: place + 1)
      {
        continue
      }
      if let pair = Self.pair(in: text, start..<place) { return pair }
    }
    return nil
  }

  /// Goes on behind a value, for whoever has dealt with it.
  mutating func skip(_ value: Range<Int>) { place = max(place, value.upperBound) }

  /// The value of a pair, without the quotes or brackets around it, as far as `maxBytes`.
  static func value(of pair: Pair, in text: Span<UInt8>, maxBytes: Int = .max) -> Range<Int> {
    let limit = pair.start + min(maxBytes, text.count - pair.start)
    var place = pair.start
    while place < limit, !ends(pair.end, at: place, in: text) { place += 1 }
    return pair.start..<place
  }

  private static func isKeyPart(_ byte: UInt8) -> Bool {
    byte.isWordPart || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }

  /// The pair that begins with `key`; nil if no value follows.
  private static func pair(in text: Span<UInt8>, _ key: Range<Int>) -> Pair? {
    let end = min(text.count, key.upperBound + maxGap)
    var place = key.upperBound
    var isQuoted = false
    if place < end, "'\"]>".utf8.contains(text[place]) {
      isQuoted = true
      place += 1
    }
    let afterQuote = place
    skipBlanks(in: text, &place, end)
    let hasTab = afterQuote < place && text[afterQuote] == 0x09
    skipType(in: text, &place, end)
    var hasSign = hasTab || (isQuoted && text[key.upperBound] == UInt8(ascii: ">"))
    var isHeader = false
    if place < end, text[place] == UInt8(ascii: ":") || text[place] == UInt8(ascii: "=") {
      isHeader = text[place] == UInt8(ascii: ":") && startsLine(text, key.lowerBound)
      hasSign = true
      place += 1
      if place < end, text[place] == UInt8(ascii: ">") { place += 1 }
    } else if text.has("is set to", at: place) {
      hasSign = true
      place += 9
    } else if text.has("value:", at: place) {
      hasSign = true
      place += 6
    }
    skipBlanks(in: text, &place, max(end, min(place + maxGap, text.count)))
    guard place < text.count else { return nil }
    let pair: Pair
    if let close = closing(text[place]) {
      pair = Pair(key: key, start: place + 1, end: .close(close))
    } else if hasSign {
      pair = Pair(key: key, start: place, end: isHeader ? .line : .separator)
    } else {
      return nil
    }
    return value(of: pair, in: text, maxBytes: 1).isEmpty ? nil : pair
  }

  private static func skipBlanks(in text: Span<UInt8>, _ place: inout Int, _ end: Int) {
    while place < end, text[place] == 0x20 || text[place] == 0x09 { place += 1 }
  }

  /// Steps over `[str]` or `(list)`, if a sign of equality follows.
  private static func skipType(in text: Span<UInt8>, _ place: inout Int, _ end: Int) {
    guard place < end, text[place] == UInt8(ascii: "[") || text[place] == UInt8(ascii: "(") else {
      return
    }
    var next = place + 1
    while next < end, text[next].isWordPart { next += 1 }
    guard next < end, text[next] == UInt8(ascii: "]") || text[next] == UInt8(ascii: ")") else {
      return
    }
    next += 1
    skipBlanks(in: text, &next, end)
    if next < end, text[next] == UInt8(ascii: "=") { place = next }
  }

  private static func startsLine(_ text: Span<UInt8>, _ place: Int) -> Bool {
    place == 0 || text[place - 1] == 0x0A || text[place - 1] == 0x0D
  }

  /// Whether a value ends at `place`.
  private static func ends(_ end: End, at place: Int, in text: Span<UInt8>) -> Bool {
    let byte = text[place]
    switch end {
    case .line:
      return byte == 0x0A || byte == 0x0D
    case .separator:
      return byte <= 0x20 || ",;&|'\")]}<>".utf8.contains(byte)
    case .close(let close):
      // A quote inside a value is not escaped; it is one that a word goes on after.
      return byte == 0x0A || byte == 0x0D || (byte == close && !text.hasWordPart(at: place + 1))
    }
  }

  /// What closes the quote or bracket `byte`; nil if it is none.
  private static func closing(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): byte
    case UInt8(ascii: "["): UInt8(ascii: "]")
    default: nil
    }
  }
}
