/// The parts that stamps are made of.
///
/// Each function reads one part at `place` and moves `place` past it, or returns nil and leaves it.
enum StampField {
  /// A time of day to the second, in the ranges that clocks have.
  struct Clock {
    var hour: Int
    var minute: Int
    var second: Int

    /// Microseconds since midnight; a leap second is the last microsecond of its minute.
    func microseconds(_ fraction: Fraction? = nil) -> Int64 {
      let minutes = Int64(hour * 60 + minute)
      if second == 60 { return (minutes + 1) * 60_000_000 - 1 }
      return (minutes * 60 + Int64(second)) * 1_000_000 + (fraction?.microseconds ?? 0)
    }
  }

  /// What stands after the mark that ends the seconds.
  struct Fraction {
    /// The fraction in microseconds; digits past the sixth are dropped.
    var microseconds: Int64
    /// How many digits are printed.
    var printed: Int
    /// How many of them count, 1...6.
    var digits: UInt8 { UInt8(min(printed, 6)) }
  }

  /// The byte at `place`; 0 past the end.
  static func byte(_ bytes: Span<UInt8>, at place: Int) -> UInt8 {
    place < bytes.count ? bytes[place] : 0
  }

  /// True if the byte at `place` is a digit.
  static func isDigit(_ bytes: Span<UInt8>, at place: Int) -> Bool {
    byte(bytes, at: place) &- 0x30 < 10
  }

  /// Reads a number of `least` to `most` digits that no further digit follows.
  static func number(
    _ bytes: Span<UInt8>, _ place: inout Int, _ least: Int, _ most: Int
  ) -> Int? {
    var next = place
    var value = 0
    while next - place < most, isDigit(bytes, at: next) {
      value = value * 10 + Int(bytes[next] & 0xF)
      next += 1
    }
    guard next - place >= least, !isDigit(bytes, at: next) else { return nil }
    place = next
    return value
  }

  /// Reads one given byte.
  static func mark(_ bytes: Span<UInt8>, _ place: inout Int, _ mark: UInt8) -> Bool {
    guard byte(bytes, at: place) == mark else { return false }
    place += 1
    return true
  }

  /// Reads one or more blanks.
  static func blanks(_ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
    let start = place
    while byte(bytes, at: place) == 0x20 { place += 1 }
    return place > start
  }

  /// Reads `HH:MM:SS`; the hour may have one digit if `shortHour`.
  static func clock(
    _ bytes: Span<UInt8>, _ place: inout Int, shortHour: Bool = false
  ) -> Clock? {
    var next = place
    guard let hour = number(bytes, &next, shortHour ? 1 : 2, 2), hour < 24,
      mark(bytes, &next, UInt8(ascii: ":")),
      let minute = number(bytes, &next, 2, 2), minute < 60,
      mark(bytes, &next, UInt8(ascii: ":")),
      let second = number(bytes, &next, 2, 2), second <= 60
    else { return nil }
    place = next
    return Clock(hour: hour, minute: minute, second: second)
  }

  /// Reads `.741` or `,741`: a mark and at least one digit.
  static func fraction(_ bytes: Span<UInt8>, _ place: inout Int) -> Fraction? {
    let first = byte(bytes, at: place)
    guard first == UInt8(ascii: ".") || first == UInt8(ascii: ","),
      isDigit(bytes, at: place + 1)
    else { return nil }
    var next = place + 1
    var value: Int64 = 0
    var unit: Int64 = 100_000
    while isDigit(bytes, at: next) {
      value += Int64(bytes[next] & 0xF) * unit
      unit /= 10
      next += 1
    }
    let fraction = Fraction(microseconds: value, printed: next - place - 1)
    place = next
    return fraction
  }

  /// True where a time without a fraction may end: a blank, `:`, `|`, `_`, the end of line or span.
  static func endsTime(_ bytes: Span<UInt8>, at place: Int) -> Bool {
    switch byte(bytes, at: place) {
    case 0, 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: ":"), UInt8(ascii: "|"), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// Reads an offset from UTC, in seconds east: `Z`, `+01:00`, `-0800`, or `+01` where a mark ends it.
  static func offset(_ bytes: Span<UInt8>, _ place: inout Int) -> Int32? {
    let sign = byte(bytes, at: place)
    var next = place + 1
    if sign == UInt8(ascii: "Z") {
      guard !isLetterOrDigit(byte(bytes, at: next)) else { return nil }
      place = next
      return 0
    }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let (hour, minute) = offsetDigits(bytes, &next), hour < 24, minute < 60
    else { return nil }
    place = next
    let seconds = Int32(hour * 3600 + minute * 60)
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  private static func offsetDigits(
    _ bytes: Span<UInt8>, _ place: inout Int
  ) -> (hour: Int, minute: Int)? {
    if let joined = number(bytes, &place, 4, 4) { return (joined / 100, joined % 100) }
    guard let hour = number(bytes, &place, 2, 2) else { return nil }
    if byte(bytes, at: place) == UInt8(ascii: ":") {
      place += 1
      return number(bytes, &place, 2, 2).map { (hour, $0) }
    }
    return endsTime(bytes, at: place) ? (hour, 0) : nil
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
  }
}
