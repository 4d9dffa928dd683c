import Event

/// Numbers of 64 and 32 bits as hexadecimal digits, always all of them.
enum HexDigits {
  /// Appends the last `count` digits of a number.
  static func append(_ number: UInt64, count: Int = 16, to out: inout JSONBuffer) {
    for index in (0..<count).reversed() { out.append(digit(number >> UInt64(index * 4))) }
  }

  /// The sixteen digits of a number.
  static func text(_ number: UInt64) -> String {
    String(decoding: (0..<16).reversed().map { digit(number >> UInt64($0 * 4)) }, as: UTF8.self)
  }

  /// The number that a range of at most 16 digits spells; nil if it holds anything else, or nothing.
  static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    guard !range.isEmpty, range.count <= 16 else { return nil }
    var number: UInt64 = 0
    for index in range {
      guard let value = value(bytes[index]) else { return nil }
      number = number << 4 | UInt64(value)
    }
    return number
  }

  /// What a digit stands for.
  static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x57
    case 0x41...0x46: byte - 0x37
    default: nil
    }
  }

  /// The digit of the lowest four bits.
  static func digit(_ number: UInt64) -> UInt8 {
    let low = UInt8(truncatingIfNeeded: number & 0xF)
    return low < 10 ? 0x30 | low : 0x57 + low
  }
}
