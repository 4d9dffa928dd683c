import Glibc

/// The smallest parts of SIP's grammar (RFC 3261 s 25.1): kinds of bytes, blanks, numbers, words.
enum SIPGrammar {
  /// Whether a byte may stand in a token: letters, digits and ``-.!%*_+`'~``.
  @inline(__always)
  static func isToken(_ byte: UInt8) -> Bool {
    let half: UInt64 = byte < 64 ? 0x03FF_6CA2_0000_0000 : 0x47FF_FFFF_87FF_FFFE
    return byte < 128 && (half &>> UInt64(byte & 63)) & 1 != 0
  }

  /// Whether a byte is linear white space within a value; line ends are there only where it is folded.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }

  /// Whether a byte is a decimal digit.
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// A letter in lower case; another byte as it is.
  @inline(__always)
  static func lowercase(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// The first place from `place` that is no blank; `end` if there is none.
  @inline(__always)
  static func skipBlanks(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int {
    var place = place
    while place < end, isBlank(bytes[place]) { place += 1 }
    return place
  }

  /// A range without the blanks about it.
  @inline(__always)
  static func trimmed(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int> {
    let start = skipBlanks(bytes, start, end)
    var end = end
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The end of the token at `place`; `place` itself if there is none.
  @inline(__always)
  static func tokenEnd(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int {
    var place = place
    while place < end, isToken(bytes[place]) { place += 1 }
    return place
  }

  /// The place of the quote that closes the string whose first byte is at `place`; nil if none does.
  static func closingQuote(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int? {
    var place = place
    while place < end {
      if bytes[place] == UInt8(ascii: "\"") { return place }
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// The number that a range is, digits only; nil if it is none or above `limit`.
  static func number(_ bytes: Span<UInt8>, _ range: Range<Int>, limit: Int) -> Int? {
    guard !range.isEmpty else { return nil }
    var value = 0
    for index in range {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { return nil }
      // The limits are far from the largest number: no overflow before the check.
      value = value &* 10 &+ Int(digit)
      if value > limit { return nil }
    }
    return value
  }

  /// Whether a range is a word, in any case; `word` is in lower case.
  @inline(__always)
  static func matches(_ bytes: Span<UInt8>, _ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<range.count
    where lowercase(bytes[range.lowerBound &+ index]) != word.utf8Start[index] {
      return false
    }
    return true
  }

  /// Whether bytes at `place` are `word`, case and all.
  static func has(_ word: StaticString, _ bytes: Span<UInt8>, at place: Int, _ end: Int) -> Bool {
    guard place >= 0, place + word.utf8CodeUnitCount <= end else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[place + index] != word.utf8Start[index] {
      return false
    }
    return true
  }

  /// Whether two ranges hold the same bytes.
  static func areEqual(_ bytes: Span<UInt8>, _ one: Range<Int>, _ other: Range<Int>) -> Bool {
    guard one.count == other.count else { return false }
    for index in 0..<one.count
    where bytes[one.lowerBound + index] != bytes[other.lowerBound + index] {
      return false
    }
    return true
  }

  /// The place of the first `byte` in a range; nil if there is none.
  static func find(_ byte: UInt8, _ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int? {
    guard place < end, place >= 0, end <= bytes.count else { return nil }
    return bytes.withUnsafeBytes { all -> Int? in
      guard let start = all.baseAddress,
        let found = memchr(start + place, Int32(byte), end - place)
      else { return nil }
      return UnsafeRawPointer(found) - start
    }
  }
}
