/// A postcode as numbers, by which tables are sorted.
extension Postcode {
  /// How many second halves there can be: a digit and two of twenty letters.
  static let inwardCount = 10 * 20 * 20

  /// The first half.
  var outwardKey: UInt32 { Self.outwardKey(letters, district: district, suffix: suffix) }

  /// The second half, below ``inwardCount``.
  var inwardKey: Int {
    Int(inward.0 & 0xF) * 400 + Self.inwardIndex(inward.1) * 20 + Self.inwardIndex(inward.2)
  }

  /// The number of a first half; in the order of their letters.
  static func outwardKey(_ letters: (UInt8, UInt8), district: Int, suffix: UInt8) -> UInt32 {
    let first = UInt32(letters.0 &- 0x41)
    let second = letters.1 == 0 ? 0 : UInt32(letters.1 &- 0x40)
    let last = suffix == 0 ? 0 : UInt32(suffix &- 0x40)
    return ((first * 27 + second) * 100 + UInt32(district)) * 27 + last
  }

  /// The number of one of the twenty letters of a second half.
  private static func inwardIndex(_ letter: UInt8) -> Int {
    let index = UInt32(letter &- 0x41)
    // How many of C, I, K, M, O and V come before it.
    let without: UInt32 = 1 << 2 | 1 << 8 | 1 << 10 | 1 << 12 | 1 << 14 | 1 << 21
    return Int(index) - (without & ((1 << index) - 1)).nonzeroBitCount
  }
}

/// The first half of a postcode by itself, `CB2`.
struct Outcode: Equatable {
  let letters: (UInt8, UInt8)
  let district: Int
  let suffix: UInt8

  /// Reads one that is all of a text, in small letters too; nil if it is none.
  init?(_ text: Span<UInt8>) {
    var place = 0
    func next() -> UInt8 { place < text.count ? text[place].uppercased : 0 }
    guard next().isCapital else { return nil }
    let first = next()
    place += 1
    let second = next().isCapital ? next() : 0
    if second != 0 { place += 1 }
    guard next().isDigit else { return nil }
    var number = Int(next() & 0xF)
    place += 1
    if next().isDigit, number > 0 {
      number = number * 10 + Int(next() & 0xF)
      place += 1
    }
    let last = next().isCapital ? next() : 0
    if last != 0 { place += 1 }
    guard place == text.count else { return nil }
    letters = (first, second)
    district = number
    suffix = last
  }

  static func == (left: Outcode, right: Outcode) -> Bool { left.key == right.key }

  /// As ``Postcode/outwardKey``.
  var key: UInt32 { Postcode.outwardKey(letters, district: district, suffix: suffix) }
}
