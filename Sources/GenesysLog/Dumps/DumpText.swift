/// Reads small pieces of a dump's lines.
enum DumpText {
  /// Whether the bytes at `place` are `text`, and end at or before `end`.
  @inline(__always)
  static func starts(
    _ bytes: Span<UInt8>, at place: Int, end: Int, with text: StaticString
  ) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place >= 0, place &+ count <= end, end <= bytes.count else { return false }
    for index in 0..<count where bytes[place &+ index] != text.utf8Start[index] { return false }
    return true
  }

  /// Whether `range` of the bytes is `text`.
  @inline(__always)
  static func equals(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
    range.count == text.utf8CodeUnitCount
      && starts(bytes, at: range.lowerBound, end: range.upperBound, with: text)
  }

  /// The range without blanks and tabs around it.
  static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while end > start, isBlank(bytes[end &- 1]) { end &-= 1 }
    while start < end, isBlank(bytes[start]) { start &+= 1 }
    return start..<end
  }

  /// The first place at or after `place` that is neither blank nor tab.
  static func skipBlanks(_ bytes: Span<UInt8>, from place: Int, end: Int) -> Int {
    var place = place
    while place < end, isBlank(bytes[place]) { place &+= 1 }
    return place
  }

  /// The first place at or after `place` that is no white space.
  static func skipSpace(_ bytes: Span<UInt8>, from place: Int, end: Int) -> Int {
    var place = place
    while place < end, bytes[place] == 0x20 || bytes[place] &- 0x09 < 5 { place &+= 1 }
    return place
  }

  /// The first place at or after `place` that no letter, digit, `_`, `-` or `.` stands at.
  @inline(__always)
  static func nameEnd(_ bytes: Span<UInt8>, from place: Int, end: Int) -> Int {
    var place = place
    while place < end, isName(bytes[place]) { place &+= 1 }
    return place
  }

  /// The place of a byte in a range.
  static func find(_ byte: UInt8, _ bytes: Span<UInt8>, from place: Int, end: Int) -> Int? {
    var place = place
    while place < end {
      if bytes[place] == byte { return place }
      place &+= 1
    }
    return nil
  }

  /// The last place of a byte in a range.
  static func findLast(_ byte: UInt8, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var place = range.upperBound
    while place > range.lowerBound {
      place &-= 1
      if bytes[place] == byte { return place }
    }
    return nil
  }

  /// Whether a range has digits, and nothing else.
  static func isDigits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for place in range where !isDigit(bytes[place]) { return false }
    return !range.isEmpty
  }

  /// Whether a range has hexadecimal digits, and nothing else.
  static func isHex(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for place in range where !isDigit(bytes[place]) && (bytes[place] | 0x20) &- 0x61 >= 6 {
      return false
    }
    return !range.isEmpty
  }

  /// Whether a value under that name must not be shown: the name speaks of a password or a secret.
  static func isSecret(_ bytes: Span<UInt8>, name: Range<Int>) -> Bool {
    for place in name {
      let letter = bytes[place] | 0x20
      guard letter == UInt8(ascii: "p") || letter == UInt8(ascii: "s") else { continue }
      if startsFolded(bytes, at: place, end: name.upperBound, with: "passw")
        || startsFolded(bytes, at: place, end: name.upperBound, with: "pwd")
        || startsFolded(bytes, at: place, end: name.upperBound, with: "secret")
      {
        return true
      }
    }
    return false
  }

  /// Whether the bytes at `place` are the lower-case letters `text`, in any case.
  private static func startsFolded(
    _ bytes: Span<UInt8>, at place: Int, end: Int, with text: StaticString
  ) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place + count <= end else { return false }
    for index in 0..<count where bytes[place + index] | 0x20 != text.utf8Start[index] {
      return false
    }
    return true
  }

  /// Whether a byte is a blank or a tab.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Whether a byte is an ASCII digit.
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Whether a byte is an ASCII letter.
  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Whether a byte may stand in the name of an attribute.
  @inline(__always)
  static func isName(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }
}
