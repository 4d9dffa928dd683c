/// Kinds of bytes that boundaries in text are made of.
extension UInt8 {
  /// 0 to 9.
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  /// An ASCII letter.
  var isLetter: Bool { self | 0x20 >= 0x61 && self | 0x20 <= 0x7A }

  /// What makes a word go on: a letter, a digit, or a part of a character beyond ASCII.
  var isWordPart: Bool { isDigit || isLetter || self >= 0x80 }

  /// The lower-case letter of a capital; others as they are.
  var folded: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}

extension Span<UInt8> {
  /// Whether a word goes on right before `place`.
  func hasWordPart(before place: Int) -> Bool { place > 0 && self[place - 1].isWordPart }

  /// Whether a word goes on at `place`.
  func hasWordPart(at place: Int) -> Bool { place < count && self[place].isWordPart }

  /// Whether `word` in lower case stands at `place`, letter case aside.
  func has(_ word: StaticString, at place: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard place >= 0, place + length <= count else { return false }
    for index in 0..<length where self[place + index].folded != word.utf8Start[index] {
      return false
    }
    return true
  }

  /// Whether `word` in lower case stands right before `place`, letter case aside.
  func has(_ word: StaticString, before place: Int) -> Bool {
    has(word, at: place - word.utf8CodeUnitCount)
  }
}
