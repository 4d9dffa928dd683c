import Event

/// Dates written in numbers, other than ISO 8601: what locales, Stat Server, Workspace, URS and access
/// logs print.
///
///     06/05/16 15:22:21.741        06/05/2016 03:22:21 p.m..741     2016/06/05T15:22:21.741
///     16-06-05 15:22:21.741        06/05/16@15:22:21.741            6/5/2016@15:22:21.97
///     05/Jun/2016:15:22:21 +0200
enum NumericStamp {
  /// Reads `yy-MM-dd HH:mm:ss.SSS`.
  static func parseShortYear(_ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    var place = start
    guard let year = StampField.number(bytes, &place, 2, 2),
      StampField.mark(bytes, &place, UInt8(ascii: "-")),
      let month = StampField.number(bytes, &place, 2, 2),
      StampField.mark(bytes, &place, UInt8(ascii: "-")),
      let day = StampField.number(bytes, &place, 2, 2),
      let date = CivilDate(year: century(year), month: month, day: day)
    else { return nil }
    return timeAfter(date, bytes, at: place)
  }

  /// Reads `yyyy/MM/dd HH:mm:ss.SSS`, with a blank or `T`.
  static func parseYearFirst(_ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    var place = start
    guard let year = StampField.number(bytes, &place, 4, 4),
      StampField.mark(bytes, &place, UInt8(ascii: "/")),
      let month = StampField.number(bytes, &place, 1, 2),
      StampField.mark(bytes, &place, UInt8(ascii: "/")),
      let day = StampField.number(bytes, &place, 1, 2),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return timeAfter(date, bytes, at: place)
  }

  /// Reads the forms that start with a day or month and a slash.
  static func parseSlashed(_ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    var place = start
    guard let first = StampField.number(bytes, &place, 1, 2),
      StampField.mark(bytes, &place, UInt8(ascii: "/"))
    else { return nil }
    guard StampField.isDigit(bytes, at: place) else {
      return parseAccessLog(bytes, day: first, at: place)
    }
    guard let second = StampField.number(bytes, &place, 1, 2),
      StampField.mark(bytes, &place, UInt8(ascii: "/")),
      let year = year(bytes, &place),
      let date = dayOrMonthFirst(first, second, year: year)
    else { return nil }
    if StampField.byte(bytes, at: place) == UInt8(ascii: "@") {
      return timeAfterAt(date, bytes, at: place + 1)
    }
    return timeAfter(date, bytes, at: place)
  }

  /// Reads the rest of `dd/MMM/yyyy:HH:mm:ss +zzzz`, the date of access logs.
  private static func parseAccessLog(_ bytes: Span<UInt8>, day: Int, at start: Int) -> Stamp? {
    var place = start
    guard let month = CalendarName.month(bytes, &place),
      StampField.mark(bytes, &place, UInt8(ascii: "/")),
      let year = StampField.number(bytes, &place, 4, 4),
      StampField.mark(bytes, &place, UInt8(ascii: ":")),
      let date = CivilDate(year: year, month: month, day: day),
      let clock = StampField.clock(bytes, &place)
    else { return nil }
    var stamp = Stamp(
      timeOfDay: clock.microseconds(), day: date.dayNumber, digits: 0, end: place)
    var next = place + 1
    let sign = StampField.byte(bytes, at: next)
    if StampField.byte(bytes, at: place) == 0x20, sign != UInt8(ascii: "Z"),
      let offset = StampField.offset(bytes, &next)
    {
      stamp.utcOffsetSeconds = offset
      stamp.end = next
    }
    return stamp
  }

  /// Month first, as the C locale has it; the day first where the first number can be no month.
  private static func dayOrMonthFirst(_ first: Int, _ second: Int, year: Int) -> CivilDate? {
    first > 12
      ? CivilDate(year: year, month: second, day: first)
      : CivilDate(year: year, month: first, day: second)
  }

  private static func year(_ bytes: Span<UInt8>, _ place: inout Int) -> Int? {
    if let year = StampField.number(bytes, &place, 4, 4) { return year }
    return StampField.number(bytes, &place, 2, 2).map(century)
  }

  /// 69...99 are of the last century (POSIX `strptime`, `%y`).
  private static func century(_ year: Int) -> Int {
    year < 69 ? 2000 + year : 1900 + year
  }

  /// Reads a blank or `T`, the time, and a half of the day if one is named: `03:22:21 p.m..741`.
  private static func timeAfter(_ date: CivilDate, _ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    var place = start
    guard
      StampField.mark(bytes, &place, 0x20) || StampField.mark(bytes, &place, UInt8(ascii: "T")),
      var clock = StampField.clock(bytes, &place, shortHour: true)
    else { return nil }
    var fraction = StampField.fraction(bytes, &place)
    if let half = CalendarName.halfOfDay(bytes, &place) {
      guard let hour = half.hour(clock.hour) else { return nil }
      clock.hour = hour
      fraction = fraction ?? StampField.fraction(bytes, &place)
    }
    guard fraction.map({ $0.printed >= 3 }) ?? !StampField.isDigit(bytes, at: place) else {
      return nil
    }
    return Stamp(
      timeOfDay: clock.microseconds(fraction), day: date.dayNumber,
      digits: fraction?.digits ?? 0, end: place)
  }

  /// Reads the time after `@`, where up to three digits count milliseconds: `.97` is 97 ms.
  private static func timeAfterAt(
    _ date: CivilDate, _ bytes: Span<UInt8>, at start: Int
  ) -> Stamp? {
    var place = start
    guard let clock = StampField.clock(bytes, &place) else { return nil }
    var next = place + 1
    if StampField.byte(bytes, at: place) == UInt8(ascii: "."),
      let milliseconds = StampField.number(bytes, &next, 1, 3)
    {
      let fraction = StampField.Fraction(microseconds: Int64(milliseconds) * 1000, printed: 3)
      return Stamp(
        timeOfDay: clock.microseconds(fraction), day: date.dayNumber, digits: 3, end: next)
    }
    let fraction = StampField.fraction(bytes, &place)
    return Stamp(
      timeOfDay: clock.microseconds(fraction), day: date.dayNumber,
      digits: fraction?.digits ?? 0, end: place)
  }
}
