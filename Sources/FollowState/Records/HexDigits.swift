import Event

/// Numbers as hexadecimal digits in lower case, always all of them; eight digits a step.
enum HexDigits {
  /// Appends the sixteen digits of a number.
  static func append(_ number: UInt64, to out: inout JSONBuffer) {
    append(UInt32(truncatingIfNeeded: number >> 32), to: &out)
    append(UInt32(truncatingIfNeeded: number), to: &out)
  }

  /// Appends the eight digits of a number.
  static func append(_ number: UInt32, to out: inout JSONBuffer) {
    let digits = digits(number)
    for lane in (0..<8).reversed() {
      out.append(UInt8(truncatingIfNeeded: digits >> UInt64(lane * 8)))
    }
  }

  /// The number of 16 digits, or of 8; nil if the range holds anything else.
  static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    switch range.count {
    case 8:
      return eight(bytes, range.lowerBound).map { UInt64($0) }
    case 16:
      guard let high = eight(bytes, range.lowerBound),
        let low = eight(bytes, range.lowerBound + 8)
      else { return nil }
      return UInt64(high) << 32 | UInt64(low)
    default:
      return nil
    }
  }

  /// The number of the eight digits at `place`; nil if there is anything else.
  private static func eight(_ bytes: Span<UInt8>, _ place: Int) -> UInt32? {
    guard place >= 0, place + 8 <= bytes.count else { return nil }
    // Within the span, as checked; "unsafe" only because not every type may be loaded so.
    let text = UInt64(
      bigEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
    // Letters have bit 6, and are 9 more than their low four bits.
    var word = text & 0x0F0F_0F0F_0F0F_0F0F &+ (text >> 6 & 0x0101_0101_0101_0101) &* 9
    word = (word | word >> 4) & 0x00FF_00FF_00FF_00FF
    word = (word | word >> 8) & 0x0000_FFFF_0000_FFFF
    let number = UInt32(truncatingIfNeeded: word | word >> 16)
    // What was no digit is not spelled so.
    return digits(number) == text ? number : nil
  }

  /// The eight digits of a number, the first in the highest byte.
  private static func digits(_ number: UInt32) -> UInt64 {
    var word = UInt64(number)
    word = (word | word << 16) & 0x0000_FFFF_0000_FFFF
    word = (word | word << 8) & 0x00FF_00FF_00FF_00FF
    word = (word | word << 4) & 0x0F0F_0F0F_0F0F_0F0F
    let letters = (word &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return word &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
  }
}
