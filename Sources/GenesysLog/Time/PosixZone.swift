import Event

/// A zone by the POSIX `TZ` string, `GMT0BST,M3.5.0/1,M10.5.0`: the rule for the years past a TZif table.
///
/// Source: POSIX.1-2017, Base Definitions 8.3; RFC 8536, 3.3 and 3.3.1 (hours of -167...167, offset
/// names in `<>`).
struct PosixZone: Sendable, Equatable {
  /// A day of the year on which the clock is changed.
  enum ChangeDay: Sendable, Equatable {
    /// `Jn`: 1...365, 29 February never counted.
    case julian(Int)
    /// `n`: 0...365, 29 February counted.
    case zeroBased(Int)
    /// `Mm.w.d`: the w-th weekday d of month m; week 5 is the last.
    case weekday(month: Int, week: Int, weekday: Int)
  }

  /// When the clock is changed: a day, and seconds after its midnight by the clock in force until then.
  struct Change: Sendable, Equatable {
    var day: ChangeDay
    var time: Int64 = 7200
  }

  /// The half of the year with the other offset.
  struct Summer: Sendable, Equatable {
    var offset: Int
    var start: Change
    var end: Change
  }

  /// Seconds east of UTC in standard time.
  var offset: Int
  /// Nil where the clock is never changed.
  var summer: Summer?

  /// The offset at an instant and the changes about it.
  func window(atUTC seconds: Int64) -> ZoneRules.Window {
    guard let summer else {
      return ZoneRules.Window(offset: offset, validFrom: .min, validUntil: .max)
    }
    // A million years from now no clock is changed: day numbers end there.
    let horizon: Int64 = 30_000_000_000_000
    guard seconds >= -horizon else {
      return ZoneRules.Window(offset: offset, validFrom: .min, validUntil: -horizon)
    }
    guard seconds < horizon else {
      return ZoneRules.Window(offset: offset, validFrom: horizon, validUntil: .max)
    }
    let day = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
    let year = Int(CivilDate(dayNumber: Int32(day)).year)
    // Five years about the instant have changes before and after it.
    let changes = changes(aroundYear: year, summer)
    let next = changes.firstIndex { $0.instant > seconds } ?? changes.count - 1
    let last = changes[max(next - 1, 0)]
    return ZoneRules.Window(
      offset: last.offset, validFrom: last.instant, validUntil: changes[next].instant)
  }

  /// The changes of five years, in order of time.
  private func changes(
    aroundYear year: Int, _ summer: Summer
  ) -> [(instant: Int64, offset: Int)] {
    var changes: [(instant: Int64, offset: Int)] = []
    for year in year - 2...year + 2 {
      changes.append((instant(of: summer.start, in: year, clockOffset: offset), summer.offset))
      changes.append((instant(of: summer.end, in: year, clockOffset: summer.offset), offset))
    }
    // Where summer lasts all year, its end is the next one's start, and the start holds.
    let standard = offset
    return changes.sorted {
      ($0.instant, $0.offset == standard ? 0 : 1) < ($1.instant, $1.offset == standard ? 0 : 1)
    }
  }

  private func instant(of change: Change, in year: Int, clockOffset: Int) -> Int64 {
    dayNumber(of: change.day, in: year) * 86_400 + change.time - Int64(clockOffset)
  }

  private func dayNumber(of day: ChangeDay, in year: Int) -> Int64 {
    switch day {
    case .zeroBased(let index):
      return PosixZone.dayNumber(year, 1, 1) + Int64(index)
    case .julian(let index):
      let isPastFebruary = index > 59 && CivilDate.isLeap(year: year)
      return PosixZone.dayNumber(year, 1, 1) + Int64(index - 1) + (isPastFebruary ? 1 : 0)
    case .weekday(let month, let week, let weekday):
      let first = PosixZone.dayNumber(year, month, 1)
      // 1970-01-01 was a Thursday.
      let firstWeekday = ((first + 4) % 7 + 7) % 7
      var index = (Int64(weekday) - firstWeekday + 7) % 7 + Int64(week - 1) * 7
      let days = Int64(CivilDate.daysInMonth(month, ofYear: year))
      while index >= days { index -= 7 }
      return first + index
    }
  }

  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    Int64(CivilDate(year: year, month: month, day: day)?.dayNumber ?? 0)
  }
}
