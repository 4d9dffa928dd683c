/// A text with all that has a digit in it taken for the same: two texts of one skeleton have one shape.
///
/// It is found in a fraction of the time that the shape takes.
struct TextSkeleton {
  /// FNV-1a's prime: a hash that needs no setting up.
  private static let prime: UInt64 = 0x100_0000_01B3
  /// What stands for a run of digits, of hexadecimal digits, of others with a digit among them.
  private static let marks: (digits: UInt64, hex: UInt64, mixed: UInt64) = (0x100, 0x200, 0x300)

  /// A number for the first bytes of a text.
  ///
  /// - Parameters:
  ///   - seed: what tells texts apart besides.
  ///   - limit: how many bytes are looked at.
  static func hash(_ text: Span<UInt8>, seed: UInt64, limit: Int) -> UInt64 {
    var hash: UInt64 = (0xCBF2_9CE4_8422_2325 ^ seed) &* prime
    let end = min(text.count, limit)
    var place = 0
    while place < end {
      let byte = text[place]
      if isDigit(byte) || isLetter(byte) {
        hash = (hash ^ run(text, &place, end)) &* prime
      } else {
        hash = (hash ^ UInt64(byte)) &* prime
        place += 1
      }
    }
    return hash
  }

  /// A number for the letters and digits from `place` on, and moves `place` past them.
  private static func run(_ text: Span<UInt8>, _ place: inout Int, _ end: Int) -> UInt64 {
    var hash: UInt64 = 0x9E37
    var hasDigit = false
    var hasLetter = false
    var isHex = true
    while place < end {
      let byte = text[place]
      if isDigit(byte) {
        hasDigit = true
      } else if isLetter(byte) {
        hasLetter = true
        isHex = isHex && (byte | 0x20) < 0x67
        hash = (hash ^ UInt64(byte)) &* prime
      } else {
        break
      }
      place += 1
    }
    guard hasDigit else { return hash }
    return hasLetter ? isHex ? marks.hex : marks.mixed : marks.digits
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
