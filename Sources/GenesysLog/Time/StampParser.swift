/// Reads the times that Genesys logs print, each form exactly; what is not one of them gives nil.
///
///     14:59:09.388                      time_format=time
///     @05:21:34.8600                    T-Library lines, also at a line's end
///     2015-12-07T05:21:34.860           time_format=ISO8601
///     Sun Jun  5 15:22:21 2016.741      time_format=locale, and its many relatives
///
/// The first two are what nearly every line starts with: they are read whole words at a time. The first
/// byte chooses the others, and refuses nearly every line that has no stamp.
package enum StampParser {
  /// Reads the stamp that starts at `start`.
  ///
  /// The bytes past the stamp may be the next line's: a stamp holds no newline.
  @inline(__always)
  package static func parse(_ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    guard start >= 0, start < bytes.count else { return nil }
    let first = bytes[start]
    if first &- 0x30 < 10 {
      if let stamp = commonTime(bytes, at: start) { return stamp }
      if let stamp = ISOStamp.parseMilliseconds(bytes, at: start) { return stamp }
      return parseNumeric(bytes, at: start)
    }
    switch first {
    case UInt8(ascii: "@"):
      return commonTime(bytes, at: start + 1) ?? time(bytes, at: start + 1)
    case 0x20:
      guard start + 1 < bytes.count, isWeekdayInitial(bytes[start + 1]) else { return nil }
      return LocaleStamp.parse(bytes, at: start + 1)
    default:
      guard isWeekdayInitial(first) else { return nil }
      return LocaleStamp.parse(bytes, at: start)
    }
  }

  /// Reads the stamp that ends a line, ` @05:21:34.8600`, as keep-alive lines have it.
  ///
  /// - Parameter end: where the line ends; a carriage return before it is skipped.
  /// - Returns: the stamp, and where the line's text ends: the blank before the stamp.
  @inline(__always)
  package static func parseTrailing(
    _ bytes: Span<UInt8>, end: Int
  ) -> (stamp: Stamp, start: Int)? {
    guard end > 12, end <= bytes.count else { return nil }
    let last = bytes[end - 1]
    guard last &- 0x30 < 10 || last == 0x0D else { return nil }
    return parseTrailingDigits(bytes, end: last == 0x0D ? end - 1 : end)
  }

  private static func parseTrailingDigits(
    _ bytes: Span<UInt8>, end: Int
  ) -> (stamp: Stamp, start: Int)? {
    for digits in 3...6 {
      let at = end - digits - 10
      guard at >= 0 else { return nil }
      guard bytes[at] == UInt8(ascii: "@") else { continue }
      // A date may stand before the `@`; then it is no time of day alone.
      let start = at == 0 ? 0 : at - 1
      guard at == 0 || bytes[start] == 0x20 || bytes[start] == 0x09,
        let stamp = time(bytes, at: at + 1), stamp.end == end
      else { return nil }
      return (stamp, start)
    }
    return nil
  }

  /// Chooses among the forms that start with a digit by the first mark after it.
  private static func parseNumeric(_ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    guard start + 8 <= bytes.count else { return nil }
    if bytes[start + 2] == UInt8(ascii: ":") { return time(bytes, at: start) }
    if bytes[start + 4] == UInt8(ascii: "-") { return ISOStamp.parse(bytes, at: start) }
    if bytes[start + 2] == UInt8(ascii: "-") {
      return NumericStamp.parseShortYear(bytes, at: start)
    }
    if bytes[start + 4] == UInt8(ascii: "/") {
      return NumericStamp.parseYearFirst(bytes, at: start)
    }
    if bytes[start + 1] == UInt8(ascii: "/") || bytes[start + 2] == UInt8(ascii: "/") {
      return NumericStamp.parseSlashed(bytes, at: start)
    }
    return nil
  }

  /// Reads `HH:MM:SS.mmm` with any number of digits from three on, or `HH:MM:SS` where a mark ends it.
  static func time(_ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    if let stamp = commonTime(bytes, at: start) { return stamp }
    var place = start
    guard let clock = StampField.clock(bytes, &place) else { return nil }
    guard let fraction = StampField.fraction(bytes, &place) else {
      guard StampField.endsTime(bytes, at: place) else { return nil }
      return Stamp(timeOfDay: clock.microseconds(), digits: 0, end: place)
    }
    // One or two digits may be padded or not: 0.5 s or 5 ms.
    guard fraction.printed >= 3 else { return nil }
    return Stamp(timeOfDay: clock.microseconds(fraction), digits: fraction.digits, end: place)
  }

  /// Reads exactly `HH:MM:SS.mmm` or `HH:MM:SS.ffff`; other forms give nil, and a leap second too.
  @inline(__always)
  static func commonTime(_ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    guard start >= 0, start <= bytes.count - 12 else { return nil }
    let seconds = StampWord.secondOfDay(StampWord.eight(bytes, at: start))
    let milliseconds = StampWord.milliseconds(StampWord.four(bytes, at: start + 8))
    guard seconds >= 0, milliseconds >= 0 else { return nil }
    let time = seconds &* 1_000_000 &+ milliseconds &* 1000
    let end = start + 12
    let fourth = end < bytes.count ? bytes[end] &- 0x30 : 255
    guard fourth < 10 else { return Stamp(timeOfDay: time, digits: 3, end: end) }
    guard end + 1 == bytes.count || bytes[end + 1] &- 0x30 >= 10 else { return nil }
    return Stamp(timeOfDay: time &+ Int64(fourth) &* 100, digits: 4, end: end + 1)
  }

  /// S, M, T, W or F.
  @inline(__always)
  private static func isWeekdayInitial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "S") || byte == UInt8(ascii: "M") || byte == UInt8(ascii: "T")
      || byte == UInt8(ascii: "W") || byte == UInt8(ascii: "F")
  }
}
