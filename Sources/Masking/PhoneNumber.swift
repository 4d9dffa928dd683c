/// Phone numbers that show what they are: `+44 7700 900123`, `(555) 555-0100`, `555-555-0100`, or
/// digits in an address as of `tel:` and `sip:`.
///
/// Digits alone say nothing, and logs are full of them; where a field is known to hold numbers, a
/// rule names it.
enum PhoneNumber {
  /// How many digits a number of the whole world has (ITU-T E.164), and may have at least.
  private static let worldDigits = 8...15
  /// Fewer digits in an address are an extension inside the house.
  private static let addressDigits = 7...15

  /// The next phone number at or after `place`, which is moved behind it.
  static func next(in text: Span<UInt8>, _ place: inout Int) -> Range<Int>? {
    var start = place
    while start < text.count {
      let byte = text[start]
      guard byte.isDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "(") else {
        start += 1
        continue
      }
      if !text.hasWordPart(before: start),
        let end = worldEnd(in: text, start) ?? addressEnd(in: text, start)
          ?? nationalEnd(in: text, start)
      {
        place = end
        return start..<end
      }
      start += 1
      // The rest of these digits begins no number.
      if byte.isDigit { while start < text.count, text[start].isDigit { start += 1 } }
    }
    place = text.count
    return nil
  }

  /// `+` and digits, grouped by one separator at a time or a pair of parentheses.
  private static func worldEnd(in text: Span<UInt8>, _ start: Int) -> Int? {
    guard text[start] == UInt8(ascii: "+") else { return nil }
    var place = start + 1
    var digits = 0
    var end = place
    var separators = 0
    while place < text.count {
      if text[place].isDigit {
        digits += 1
        separators = 0
        end = place + 1
        if digits > worldDigits.upperBound { return nil }
      } else {
        separators += 1
        guard " -.()/".utf8.contains(text[place]), separators <= 2, digits > 0 else { break }
      }
      place += 1
    }
    return worldDigits.contains(digits) && !text.hasWordPart(at: end) ? end : nil
  }

  /// The digits after `tel:`, `sip:` or `sips:`.
  private static func addressEnd(in text: Span<UInt8>, _ start: Int) -> Int? {
    guard
      text.has("tel:", before: start) || text.has("sip:", before: start)
        || text.has("sips:", before: start)
    else { return nil }
    var place = text[start] == UInt8(ascii: "+") ? start + 1 : start
    let first = place
    while place < text.count, text[place].isDigit { place += 1 }
    return addressDigits.contains(place - first) && !text.hasWordPart(at: place) ? place : nil
  }

  /// Three, three and four digits, as North America writes them.
  private static func nationalEnd(in text: Span<UInt8>, _ start: Int) -> Int? {
    var place = start
    let hasParenthesis = text[place] == UInt8(ascii: "(")
    if hasParenthesis { place += 1 }
    guard step(over: 3, in: text, &place) else { return nil }
    if hasParenthesis {
      guard place < text.count, text[place] == UInt8(ascii: ")") else { return nil }
      place += 1
      if place < text.count, text[place] == UInt8(ascii: " ") { place += 1 }
    } else if !stepOverSeparator(in: text, &place) {
      return nil
    }
    guard step(over: 3, in: text, &place), stepOverSeparator(in: text, &place),
      step(over: 4, in: text, &place), !text.hasWordPart(at: place)
    else { return nil }
    return place
  }

  private static func stepOverSeparator(in text: Span<UInt8>, _ place: inout Int) -> Bool {
    guard place < text.count, text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: ".")
    else { return false }
    place += 1
    return true
  }

  private static func step(over count: Int, in text: Span<UInt8>, _ place: inout Int) -> Bool {
    guard place + count <= text.count else { return false }
    for index in place..<place + count where !text[index].isDigit { return false }
    place += count
    return true
  }
}
