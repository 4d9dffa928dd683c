/// Writes whole numbers in decimal, two digits at a time.
enum DecimalDigits {
  /// The digits of 0 to 99, each two bytes.
  private static let pairs: StaticString = """
    0001020304050607080910111213141516171819\
    2021222324252627282930313233343536373839\
    4041424344454647484950515253545556575859\
    6061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899
    """

  /// The digits of the largest number, and one for a sign.
  static let maxCount = 21

  /// How many digits a number has.
  @inline(__always)
  static func count(_ value: UInt64) -> Int {
    var count = 1
    var rest = value
    while rest >= 10_000 {
      rest /= 10_000
      count &+= 4
    }
    return rest >= 100
      ? (rest >= 1000 ? count &+ 3 : count &+ 2) : (rest >= 10 ? count &+ 1 : count)
  }

  /// Stores all digits of a number so that the last one stands just before `end`.
  @inline(__always)
  static func store(_ value: UInt64, endingAt end: UnsafeMutableRawPointer) {
    var place = end
    var rest = value
    while rest >= 10_000 {
      let next = rest / 10_000
      place -= 4
      storeFour(UInt32(truncatingIfNeeded: rest &- next &* 10_000), at: place)
      rest = next
    }
    var small = UInt32(truncatingIfNeeded: rest)
    if small >= 100 {
      let next = small / 100
      place -= 2
      storePair(small &- next &* 100, at: place)
      small = next
    }
    if small >= 10 {
      storePair(small, at: place - 2)
    } else {
      (place - 1).storeBytes(of: UInt8(truncatingIfNeeded: small) | 0x30, as: UInt8.self)
    }
  }

  /// Stores the four digits of 0 to 9999.
  @inline(__always)
  static func storeFour(_ value: UInt32, at place: UnsafeMutableRawPointer) {
    let high = value / 100
    storePair(high, at: place)
    storePair(value &- high &* 100, at: place + 2)
  }

  /// Stores the two digits of 0 to 99.
  @inline(__always)
  static func storePair(_ value: UInt32, at place: UnsafeMutableRawPointer) {
    let pair = UnsafeRawPointer(pairs.utf8Start).loadUnaligned(
      fromByteOffset: Int(value) &* 2, as: UInt16.self)
    place.storeBytes(of: pair, as: UInt16.self)
  }
}
