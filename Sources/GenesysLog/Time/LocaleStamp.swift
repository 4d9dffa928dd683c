import Event

/// Dates with names: what `strftime` and Java print in English locales.
///
///     Sun Jun  5 15:22:21 2016.741                 C locale
///     Thu 11 Aug 2016 09:01:46 AM CDT.060          en_US; components put a blank before it
///     Wed Jan 17 08:37:07 CST 2018                 java.util.Date
///
/// A zone is read, but names no offset: CST has three meanings. The day of the week is not compared
/// with the date.
enum LocaleStamp {
  /// Reads the stamp at `start`, which a letter starts.
  static func parse(_ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    var place = start
    guard CalendarName.weekday(bytes, &place) != nil, StampField.blanks(bytes, &place) else {
      return nil
    }
    return StampField.isDigit(bytes, at: place)
      ? parseDayFirst(bytes, at: place) : parseMonthFirst(bytes, at: place)
  }

  /// Reads `Jun  5 15:22:21 2016.741` and `Jan 17 08:37:07 CST 2018`.
  private static func parseMonthFirst(_ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    var place = start
    guard let month = CalendarName.month(bytes, &place), StampField.blanks(bytes, &place),
      let day = StampField.number(bytes, &place, 1, 2), StampField.blanks(bytes, &place),
      let clock = StampField.clock(bytes, &place), StampField.mark(bytes, &place, 0x20)
    else { return nil }
    if CalendarName.zone(bytes, &place), !StampField.mark(bytes, &place, 0x20) { return nil }
    guard let year = StampField.number(bytes, &place, 4, 4),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return finish(date, clock, bytes, at: place)
  }

  /// Reads `11 Aug 2016 09:01:46 AM CDT.060`, where all after the seconds may be missing.
  private static func parseDayFirst(_ bytes: Span<UInt8>, at start: Int) -> Stamp? {
    var place = start
    guard let day = StampField.number(bytes, &place, 1, 2), StampField.blanks(bytes, &place),
      let month = CalendarName.month(bytes, &place), StampField.blanks(bytes, &place),
      let year = StampField.number(bytes, &place, 4, 4), StampField.blanks(bytes, &place),
      let date = CivilDate(year: year, month: month, day: day),
      var clock = StampField.clock(bytes, &place, shortHour: true)
    else { return nil }
    if let half = CalendarName.halfOfDay(bytes, &place) {
      guard let hour = half.hour(clock.hour) else { return nil }
      clock.hour = hour
    }
    // Without a fraction after it, a word may as well be the text's first.
    var next = place + 1
    if StampField.byte(bytes, at: place) == 0x20, CalendarName.zone(bytes, &next),
      StampField.byte(bytes, at: next) == UInt8(ascii: "."), StampField.isDigit(bytes, at: next + 1)
    {
      place = next
    }
    return finish(date, clock, bytes, at: place)
  }

  private static func finish(
    _ date: CivilDate, _ clock: StampField.Clock, _ bytes: Span<UInt8>, at start: Int
  ) -> Stamp? {
    var place = start
    let fraction = StampField.fraction(bytes, &place)
    guard fraction.map({ $0.printed >= 3 }) ?? true else { return nil }
    return Stamp(
      timeOfDay: clock.microseconds(fraction), day: date.dayNumber,
      digits: fraction?.digits ?? 0, end: place)
  }
}
