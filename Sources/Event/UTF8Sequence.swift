/// Well-formed UTF-8, one character at a time (Unicode 15, table 3-7).
package enum UTF8Sequence {
  /// The length of the well-formed character that starts at `place`, 1 to 4; 0 if there is none.
  package static func length(in bytes: Span<UInt8>, at place: Int) -> Int {
    let lead = bytes[place]
    switch lead {
    case 0x00...0x7F:
      return 1
    case 0xC2...0xDF:
      return hasContinuations(bytes, after: place, 1) ? 2 : 0
    case 0xE0...0xEF:
      guard hasContinuations(bytes, after: place, 2) else { return 0 }
      let second = bytes[place + 1]
      if lead == 0xE0, second < 0xA0 { return 0 }  // overlong
      if lead == 0xED, second > 0x9F { return 0 }  // surrogate
      return 3
    case 0xF0...0xF4:
      guard hasContinuations(bytes, after: place, 3) else { return 0 }
      let second = bytes[place + 1]
      if lead == 0xF0, second < 0x90 { return 0 }  // overlong
      if lead == 0xF4, second > 0x8F { return 0 }  // past U+10FFFF
      return 4
    default:
      return 0
    }
  }

  private static func hasContinuations(
    _ bytes: Span<UInt8>, after place: Int, _ wanted: Int
  ) -> Bool {
    guard place + wanted < bytes.count else { return false }
    for index in place + 1...place + wanted where bytes[index] & 0xC0 != 0x80 { return false }
    return true
  }
}
