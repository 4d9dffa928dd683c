import Event

/// `2015-12-07T05:21:34.860`: date and time by ISO 8601, with `T` or a blank, and with or without
/// fraction and offset.
enum ISOStamp {
  /// Reads the stamp at `start`.
  static func parse(_ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    guard start <= bytes.count - 19, let day = day(bytes, at: start) else { return nil }
    var place = start + 11
    guard let clock = StampField.clock(bytes, &place) else { return nil }
    let fraction = StampField.fraction(bytes, &place)
    guard fraction != nil || !StampField.isDigit(bytes, at: place) else { return nil }
    var stamp = Stamp(
      timeOfDay: clock.microseconds(fraction), day: day, digits: fraction?.digits ?? 0, end: place)
    if let offset = StampField.offset(bytes, &stamp.end) { stamp.utcOffsetSeconds = offset }
    return stamp
  }

  /// Reads the form that logs print, `YYYY-MM-DDTHH:MM:SS.mmm` without an offset; others give nil.
  @inline(__always)
  static func parseMilliseconds(_ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    guard start <= bytes.count - 23, bytes[start + 4] == UInt8(ascii: "-"),
      var stamp = StampParser.commonTime(bytes, at: start + 11), !mayBeOffset(bytes, at: stamp.end),
      let day = day(bytes, at: start)
    else { return nil }
    stamp.day = day
    return stamp
  }

  /// The day number of `YYYY-MM-DD`, which `T` or a blank must follow.
  @inline(__always)
  private static func day(_ bytes: Span<UInt8>, at start: Int) -> Int32? {
    let tens = bytes[start + 8] &- 0x30
    let ones = bytes[start + 9] &- 0x30
    let mark = bytes[start + 10]
    guard tens < 10, ones < 10, mark == UInt8(ascii: "T") || mark == 0x20 else { return nil }
    let day = CivilDate.dayNumber(
      yearAndMonth: StampWord.eight(bytes, at: start), day: UInt64(tens &* 10 &+ ones))
    return day == Stamp.noDay ? nil : day
  }

  @inline(__always)
  private static func mayBeOffset(_ bytes: Span<UInt8>, at place: Int) -> Bool {
    guard place < bytes.count else { return false }
    let byte = bytes[place]
    return byte == UInt8(ascii: "Z") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }
}

extension CivilDate {
  /// The day number of a date whose year and month stand in a word as `YYYY-MM-`.
  ///
  /// It is ``Stamp/noDay`` if there is no such date. The arithmetic is that of ``dayNumber``, in years
  /// from 0 on.
  @inline(__always)
  fileprivate static func dayNumber(yearAndMonth text: UInt64, day: UInt64) -> Int32 {
    guard let (year, month) = StampWord.yearAndMonth(text), month &- 1 < 12, day &- 1 < 31,
      day <= 28 || day <= daysInMonth(Int(month), ofYear: Int(year))
    else { return Stamp.noDay }
    // From March on; 400 years are added so that January of year 0 has a year before it.
    let marchYear = year &+ 400 &- (month <= 2 ? 1 : 0)
    let marchMonth = month &+ (month > 2 ? 0 : 12) &- 3
    let daysOfYears = marchYear &* 365 &+ marchYear / 4 &- marchYear / 100 &+ marchYear / 400
    let days = daysOfYears &+ (153 &* marchMonth &+ 2) / 5 &+ day
    return Int32(truncatingIfNeeded: Int64(days) &- 146_097 &- 719_469)
  }
}
