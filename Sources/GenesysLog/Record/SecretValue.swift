/// Finds the value that belongs to the name of a password.
enum SecretValue {
  /// Where the value stands, without its quotes; nil if the name has none, or it is hidden already.
  static func range(
    _ bytes: Span<UInt8>, after name: SecretName, in text: Range<Int>
  ) -> Range<Int>? {
    let end = text.upperBound
    guard let start = valueStart(bytes, after: name, in: text), start < end else { return nil }
    let value = extent(bytes, from: start, end: end)
    guard !value.isEmpty, !value.allSatisfy({ bytes[$0] == UInt8(ascii: "*") }),
      !(name.goesOn && isSetting(bytes, value))
    else { return nil }
    return value
  }

  // MARK: - From the name to the value

  /// The place of the value or its quote; nil where what follows the name is prose.
  private static func valueStart(
    _ bytes: Span<UInt8>, after name: SecretName, in text: Range<Int>
  ) -> Int? {
    let end = text.upperBound
    var place = name.end
    guard place < end else { return nil }
    if bytes[place] == UInt8(ascii: ">"), name.start > text.lowerBound,
      bytes[name.start - 1] == UInt8(ascii: "<")
    {
      return place + 1
    }
    if bytes[place] == UInt8(ascii: "\\") { place += 1 }
    if place < end, isQuote(bytes[place]) || bytes[place] == UInt8(ascii: "]") { place += 1 }
    let nameEnd = place
    place = DumpText.skipBlanks(bytes, from: place, end: end)
    place = skipType(bytes, from: place, end: end)
    for words: StaticString in ["value", "is set to", "has been set to the value", "set to"]
    where DumpText.starts(bytes, at: place, end: end, with: words) {
      let after = place + words.utf8CodeUnitCount
      let next = skipSigns(bytes, from: after, end: end)
      return next > after ? next : DumpText.skipBlanks(bytes, from: after, end: end)
    }
    let next = skipSigns(bytes, from: place, end: end)
    if next > place { return next }
    // No sign between them: a quoted value, or the next word of a command line.
    guard place > nameEnd, place < end else { return nil }
    let isOption = bytes[name.start] == UInt8(ascii: "-") && nameEnd == name.end
    return isQuote(bytes[place]) || bytes[place] == UInt8(ascii: "[") || isOption ? place : nil
  }

  /// Skips `type: [String],` and `[str]`, which stand between some names and their values.
  private static func skipType(_ bytes: Span<UInt8>, from place: Int, end: Int) -> Int {
    var next = place
    let isNamed = DumpText.starts(bytes, at: next, end: end, with: "type")
    if isNamed { next = skipSigns(bytes, from: next + 4, end: end) }
    guard next < end, bytes[next] == UInt8(ascii: "["),
      let close = DumpText.find(
        UInt8(ascii: "]"), bytes, from: next, end: min(end, next + 16))
    else { return place }
    next = close + 1
    if isNamed, next < end, bytes[next] == UInt8(ascii: ",") { next += 1 }
    next = DumpText.skipBlanks(bytes, from: next, end: end)
    // `password [V]` at its end is a value in brackets, and no type.
    return isNamed || (next < end && bytes[next] == UInt8(ascii: "=")) ? next : place
  }

  /// Skips `=`, `:`, `=>` and blanks around them; `place` if there is no such sign.
  private static func skipSigns(_ bytes: Span<UInt8>, from place: Int, end: Int) -> Int {
    let start = DumpText.skipBlanks(bytes, from: place, end: end)
    var next = start
    while next < end, next < start + 3, isSign(bytes[next]) || (next > start && bytes[next] == 0x3E)
    {
      next += 1
    }
    return next > start ? DumpText.skipBlanks(bytes, from: next, end: end) : place
  }

  // MARK: - The value

  /// The value that starts, with its quote, at `start`.
  private static func extent(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Range<Int> {
    var open = start
    let isEscaped = bytes[open] == UInt8(ascii: "\\") && open + 1 < end && isQuote(bytes[open + 1])
    if isEscaped { open += 1 }
    let quote = bytes[open] == UInt8(ascii: "[") ? UInt8(ascii: "]") : bytes[open]
    guard isQuote(bytes[open]) || quote == UInt8(ascii: "]") else {
      return start..<bareEnd(bytes, from: start, end: end)
    }
    var place = open + 1
    while place < end, bytes[place] != 0x0A {
      if bytes[place] == quote, isEscaped || !isEscape(bytes, before: place, from: open) {
        if isEscaped {
          if bytes[place - 1] == UInt8(ascii: "\\") { return open + 1..<place - 1 }
        } else if place + 1 == end || isDelimiter(bytes[place + 1]) {
          return open + 1..<place
        }
      }
      place += 1
    }
    return open + 1..<place
  }

  /// Whether an odd number of backslashes stands before a double quote.
  private static func isEscape(_ bytes: Span<UInt8>, before place: Int, from open: Int) -> Bool {
    guard bytes[place] == UInt8(ascii: "\"") else { return false }
    var count = 0
    while place - count - 1 > open, bytes[place - count - 1] == UInt8(ascii: "\\") { count += 1 }
    return count % 2 == 1
  }

  /// The end of a value without quotes.
  private static func bareEnd(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int {
    var place = start
    while place < end {
      switch bytes[place] {
      case 0x00...0x20, UInt8(ascii: "&"), UInt8(ascii: ";"): return place
      case UInt8(ascii: ","), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "<"),
        UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        // A password may hold these; the text goes on behind them only so.
        if place + 1 == end || isDelimiter(bytes[place + 1]) || isPair(bytes, at: place + 1, end) {
          return place
        }
      default: break
      }
      place += 1
    }
    return place
  }

  /// Whether `name=` or `name:` stands at a place.
  private static func isPair(_ bytes: Span<UInt8>, at place: Int, _ end: Int) -> Bool {
    let nameEnd = DumpText.nameEnd(bytes, from: place, end: end)
    return nameEnd > place && nameEnd < end && isSign(bytes[nameEnd])
  }

  /// Whether a value is a setting of how passwords are to be: `8`, `true`.
  private static func isSetting(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
    if value.count <= 3, DumpText.isDigits(bytes, value) { return true }
    let words: [StaticString] = ["true", "false", "yes", "no"]
    return words.contains { DumpText.equals(bytes, value, $0) }
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":")
  }

  /// Whether a byte may follow the quote that ends a value.
  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x20, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"), UInt8(ascii: "]"),
      UInt8(ascii: "}"), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "&"),
      UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"):
      true
    default: false
    }
  }
}
