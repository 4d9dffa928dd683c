/// Up to 16 decimal digits in one word.
struct DigitString: Sendable, Equatable {
  /// The most digits that it holds.
  static let capacity = 16

  /// Four bits for each, the last one lowest; those above are zero.
  private var packed: UInt64 = 0
  /// How many there are.
  private(set) var count = 0

  /// The digit at `index` from the front.
  @inline(__always)
  subscript(index: Int) -> Int {
    Int(truncatingIfNeeded: packed >> DigitString.bits(count &- 1 &- index) & 0xF)
  }

  /// Whether the first two are 44, the code of the United Kingdom.
  var hasFortyFour: Bool { count >= 2 && self[0] == 4 && self[1] == 4 }

  /// Appends a digit, 0 to 9; there has to be room.
  @inline(__always)
  mutating func append(_ digit: UInt8) {
    packed = packed &<< 4 | UInt64(digit)
    count &+= 1
  }

  /// Takes digits away at the front, as many as there are at most.
  mutating func dropFirst(_ dropped: Int) {
    count = max(count - dropped, 0)
    packed &= (1 << DigitString.bits(count)) &- 1
  }

  /// Puts `prefix` in front; false if there is no room.
  mutating func prepend(_ prefix: DigitString) -> Bool {
    guard prefix.count + count <= DigitString.capacity else { return false }
    packed |= prefix.packed << DigitString.bits(count)
    count += prefix.count
    return true
  }

  @inline(__always)
  private static func bits(_ digits: Int) -> UInt64 { UInt64(truncatingIfNeeded: digits &* 4) }
}

extension DigitString: CustomStringConvertible {
  var description: String { (0..<count).map { "\(self[$0])" }.joined() }
}
