/// Looks at places of a payload that may not be there.
enum PayloadBytes {
  /// Whether `text` stands at a place.
  static func has(_ text: StaticString, _ bytes: Span<UInt8>, at place: Int = 0) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place >= 0, count <= bytes.count - place else { return false }
    return text.withUTF8Buffer { word in
      for index in 0..<count where bytes[place + index] != word[index] { return false }
      return true
    }
  }

  /// Whether `text`, in small letters, stands anywhere before `end`, in letters of either size.
  static func contains(_ text: StaticString, _ bytes: Span<UInt8>, before end: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    return text.withUTF8Buffer { word in
      var place = 0
      while place + count <= min(end, bytes.count) {
        var index = 0
        while index < count, bytes[place + index] | 0x20 == word[index] | 0x20 { index += 1 }
        if index == count { return true }
        place += 1
      }
      return false
    }
  }

  /// The byte at a place; nil if it is not there.
  static func byte(_ bytes: Span<UInt8>, _ place: Int) -> UInt8? {
    place >= 0 && place < bytes.count ? bytes[place] : nil
  }

  /// Two bytes, the most significant first; nil if they are not there.
  static func big16(_ bytes: Span<UInt8>, _ place: Int) -> Int? {
    guard place >= 0, bytes.count - place >= 2 else { return nil }
    return Int(bytes[place]) << 8 | Int(bytes[place + 1])
  }

  /// Four bytes, the most significant first; nil if they are not there.
  static func big32(_ bytes: Span<UInt8>, _ place: Int) -> Int? {
    guard let high = big16(bytes, place), let low = big16(bytes, place + 2) else { return nil }
    return high << 16 | low
  }

  /// Where the first line ends, without what ends it; the end of the bytes if nothing does.
  static func endOfLine(_ bytes: Span<UInt8>) -> Int {
    var end = 0
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  /// Whether a byte is a letter, a digit, a sign or a space of ASCII.
  @inline(__always)
  static func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
}
