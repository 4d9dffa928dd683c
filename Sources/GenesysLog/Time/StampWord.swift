/// Digits read eight at a time: each byte of a word is a lane.
///
/// A byte is a digit if, after the exclusive or with `0`, it is below ten: neither it nor it plus six
/// has a high bit. A lane above ten may carry into the next one, but is itself refused by then.
enum StampWord {
  /// The eight bytes from `place` on, the first one lowest; they must be there.
  @inline(__always)
  static func eight(_ bytes: Span<UInt8>, at place: Int) -> UInt64 {
    UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  /// The four bytes from `place` on, the first one lowest; they must be there.
  @inline(__always)
  static func four(_ bytes: Span<UInt8>, at place: Int) -> UInt32 {
    UInt32(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self))
  }

  /// Seconds since midnight of `HH:MM:SS`; -1 if it is no time, or a leap second.
  @inline(__always)
  static func secondOfDay(_ text: UInt64) -> Int64 {
    let lanes = text ^ 0x3030_3A30_303A_3030  // 00:00:00
    let refused = (lanes | (lanes &+ 0x0606_0006_0600_0606)) & 0xF0F0_FFF0_F0FF_F0F0
    let pairs = lanes &* 10 &+ (lanes >> 8)
    let hour = pairs & 0xFF
    let minute = (pairs >> 24) & 0xFF
    let second = (pairs >> 48) & 0xFF
    guard refused == 0, hour < 24, minute < 60, second < 60 else { return -1 }
    return Int64(truncatingIfNeeded: hour &* 3600 &+ minute &* 60 &+ second)
  }

  /// The number in `.mmm`; -1 if it is none.
  @inline(__always)
  static func milliseconds(_ text: UInt32) -> Int64 {
    let lanes = text ^ 0x3030_302E  // .000
    guard (lanes | (lanes &+ 0x0606_0600)) & 0xF0F0_F0FF == 0 else { return -1 }
    let value = (lanes >> 8 & 0xF) &* 100 &+ (lanes >> 16 & 0xF) &* 10 &+ (lanes >> 24)
    return Int64(value)
  }

  /// Year and month of `YYYY-MM-`, the month unchecked; nil if it is something else.
  @inline(__always)
  static func yearAndMonth(_ text: UInt64) -> (year: UInt64, month: UInt64)? {
    let lanes = text ^ 0x2D30_302D_3030_3030  // 0000-00-
    let refused = (lanes | (lanes &+ 0x0006_0600_0606_0606)) & 0xFFF0_F0FF_F0F0_F0F0
    guard refused == 0 else { return nil }
    let pairs = lanes &* 10 &+ (lanes >> 8)
    return ((pairs & 0xFF) &* 100 &+ (pairs >> 16 & 0xFF), pairs >> 40 & 0xFF)
  }

  /// The number in the lowest `digits` bytes, 1 to 8; -1 if one is no digit.
  @inline(__always)
  static func number(_ text: UInt64, digits: Int) -> Int {
    // What is not asked for is shifted out; zeros come in, which count as digits.
    let lanes = (text ^ 0x3030_3030_3030_3030) << UInt64(64 &- 8 &* digits)
    guard (lanes | (lanes &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 == 0 else { return -1 }
    // Pairs, fours, all eight: Wojciech Mula, "Fast numeric string to int".
    let pairs = (lanes &* 10 &+ (lanes >> 8)) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ (pairs >> 16)) & 0x0000_FFFF_0000_FFFF
    return Int(truncatingIfNeeded: (fours &* 10_000 &+ (fours >> 32)) & 0xFFFF_FFFF)
  }
}
