/// Reads the digits of a phone number out of a text, and leaves the rest aside.
struct NumberReader {
  private var place = 0
  private var end: Int
  /// Whether a + stood before the digits.
  private(set) var hasPlus = false

  /// More separators in a row do not stand inside a number.
  private static let maxSeparators = 3

  /// Begins at the first byte of `text`.
  init(_ text: Span<UInt8>) { end = text.count }

  /// The digits; the reader is then behind them.
  mutating func digits(in text: Span<UInt8>) throws(PhoneNumber.Refusal) -> DigitString {
    trim(text)
    guard place < end else { throw .empty }
    if !text[place].isDigit { skipToNumber(in: text) }
    var digits = DigitString()
    var separators = 0
    while place < end {
      let byte = text[place]
      if byte.isDigit {
        guard digits.count < DigitString.capacity else { throw .long }
        digits.append(byte & 0xF)
        separators = 0
        place += 1
      } else if digits.count > 0, has("(0)", at: place, in: text) {
        // `+44 (0)1223`: to be dialled at home only.
        place += 3
      } else if let length = separatorLength(in: text) {
        separators += 1
        guard separators <= Self.maxSeparators else { throw .notANumber }
        place += length
      } else {
        guard endsNumber(in: text) else { throw .notANumber }
        return digits
      }
    }
    return digits
  }

  /// The country code, and more maybe, of `;phone-context=+44` behind the number (RFC 3966 s 5.1.5).
  func context(in text: Span<UInt8>) -> DigitString? {
    let name: StaticString = "phone-context=+"
    var start = place
    while start < end, !has(name, at: start, in: text) { start += 1 }
    start += name.utf8CodeUnitCount
    var digits = DigitString()
    while start < end, digits.count < DigitString.capacity {
      if text[start].isDigit {
        digits.append(text[start] & 0xF)
      } else if text[start] != UInt8(ascii: "-") {
        break
      }
      start += 1
    }
    return digits.count > 0 ? digits : nil
  }

  // MARK: - Before the number

  private mutating func trim(_ text: Span<UInt8>) {
    while place < end, text[place] <= 0x20 { place += 1 }
    while end > place, text[end - 1] <= 0x20 { end -= 1 }
  }

  /// Steps over what stands before the digits: a name and `<`, the scheme of a URI, the +.
  private mutating func skipToNumber(in text: Span<UInt8>) {
    var open = place
    while open < end, text[open] != UInt8(ascii: "<") { open += 1 }
    if open < end {
      place = open + 1
      var close = place
      while close < end, text[close] != UInt8(ascii: ">") { close += 1 }
      end = close
    }
    if has("tel:", at: place, in: text) || has("sip:", at: place, in: text) {
      place += 4
    } else if has("sips:", at: place, in: text) {
      place += 5
    }
    if place < end, text[place] == UInt8(ascii: "+") {
      place += 1
      hasPlus = true
    } else if has("%2B", at: place, in: text) {
      // As some URIs have it.
      place += 3
      hasPlus = true
    }
  }

  // MARK: - Inside and behind it

  /// How long the separator here is; nil if there is none.
  private func separatorLength(in text: Span<UInt8>) -> Int? {
    switch text[place] {
    case 0x09, UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "/"):
      1
    case 0xC2:
      // U+00A0, the blank at which no line breaks.
      place + 1 < end && text[place + 1] == 0xA0 ? 2 : nil
    default:
      nil
    }
  }

  /// Whether a number may end before what stands here: a host, parameters, an extension.
  private func endsNumber(in text: Span<UInt8>) -> Bool {
    switch text[place] {
    case UInt8(ascii: "@"), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "?"),
      UInt8(ascii: ","), UInt8(ascii: "#"):
      return true
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      guard place + 1 < end else { return false }
      return text[place + 1].isDigit || text[place + 1] == UInt8(ascii: " ")
    default:
      return has("ext", at: place, in: text)
    }
  }

  /// Whether `word` stands at `start`, in whichever case.
  private func has(_ word: StaticString, at start: Int, in text: Span<UInt8>) -> Bool {
    let length = word.utf8CodeUnitCount
    guard start + length <= end else { return false }
    for index in 0..<length
    where text[start + index].lowercased != word.utf8Start[index].lowercased {
      return false
    }
    return true
  }
}
