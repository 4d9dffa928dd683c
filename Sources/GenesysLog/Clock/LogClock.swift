import Event

/// Follows the time through a log whose stamps mostly say only the time of day.
///
/// The rules, in the order in which they apply:
///
/// 1. A stamp with a date, and a check point (message 04120), set the day.
/// 2. A step back of more than twelve hours is the next day. No smaller step is: servers write lines
///    out of order by milliseconds, and an hour comes twice when summer time ends.
/// 3. A line from just before midnight that comes after the first line of the new day belongs to the
///    old day, and does not move the clock.
/// 4. In a snapshot file any other step back starts the stale tail: text of an earlier round, whose
///    days are not counted.
package struct LogClock: Sendable {
  /// One stamp, placed on the time line.
  package struct Reading: Sendable, Equatable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    package var time: Int64
    /// Whether the record is left over from an earlier round of a snapshot.
    package var isStale: Bool
  }

  static let microsecondsPerDay: Int64 = 86_400_000_000
  private static let second: Int64 = 1_000_000
  private static let halfDay: Int64 = microsecondsPerDay / 2

  /// How sure the date is now.
  package private(set) var confidence: ClockBase.Confidence
  /// How many times the clock passed midnight without being told the date.
  package private(set) var midnights: Int32 = 0
  /// The day that stands now.
  package private(set) var day: Int32
  /// The last reading; nil before the first.
  package private(set) var last: Reading?

  private let zone: ClockBase.Zone
  /// Whether `zone` is a named one: to look at the zone itself copies its rules.
  private let hasNamedZone: Bool
  private let headerUTC: Int64?
  private let isSnapshot: Bool
  private var timeOfDay: Int64?
  private var isStale = false
  private var hasSeenStamp = false
  /// Seconds east of UTC in force; for a named zone valid in `window` only (UTC seconds).
  private var offset: Int
  private var isDST: Bool?
  private var window: Range<Int64> = 0..<0

  /// Starts at `base`.
  package init(_ base: ClockBase) {
    day = base.day
    timeOfDay = base.timeOfDay
    confidence = base.confidence
    zone = base.zone
    hasNamedZone = if case .named = base.zone { true } else { false }
    headerUTC = base.headerUTC
    isSnapshot = base.isSnapshot
    offset = 0
    if case .header(let headerOffset, let isDST) = base.zone {
      offset = headerOffset
      self.isDST = isDST
    }
  }

  /// Places a stamp.
  package mutating func read(_ stamp: Stamp) -> Reading {
    if !hasSeenStamp { recogniseUTCStamps(stamp) }
    hasSeenStamp = true
    if stamp.day != Stamp.noDay { return readDated(stamp) }
    var dayOfStamp = day
    if let previous = timeOfDay {
      let step = stamp.timeOfDay - previous
      if step < 0 {
        stepBack(step, to: stamp.timeOfDay)
        dayOfStamp = day
      } else if step > LogClock.halfDay, isLateLine(stamp.timeOfDay, after: previous) {
        // Written before midnight, printed after it.
        return reading(day: day - 1, stamp, moves: false)
      } else if step >= 3000 * LogClock.second {
        noteSpringForward(step, from: previous)
      }
    }
    timeOfDay = stamp.timeOfDay
    return reading(day: dayOfStamp, stamp, moves: true)
  }

  /// Corrects the day by a check point: the local date that a record of message 04120 prints.
  ///
  /// - Returns: the reading of that record again, now certain.
  package mutating func anchor(day checkedDay: Int32, _ stamp: Stamp) -> Reading {
    setDay(checkedDay)
    timeOfDay = stamp.timeOfDay
    return reading(day: checkedDay, stamp, moves: true)
  }

  /// Takes `time_convert=utc` from the log's own option dump: from now on stamps are UTC.
  package mutating func setStampsAreUTC() {
    offset = 0
    isDST = nil
    stampsAreUTC = true
  }

  private var stampsAreUTC = false

  // MARK: - Days

  private mutating func readDated(_ stamp: Stamp) -> Reading {
    if isLateDated(stamp) { return reading(day: stamp.day, stamp, moves: false) }
    if confidence != .certain, let previous = timeOfDay,
      stamp.timeOfDay - previous < -LogClock.halfDay
    {
      midnights += 1
    }
    setDay(stamp.day)
    timeOfDay = stamp.timeOfDay
    return reading(day: stamp.day, stamp, moves: true)
  }

  /// A dated line of yesterday's last minute printed among today's first.
  private func isLateDated(_ stamp: Stamp) -> Bool {
    guard let previous = timeOfDay, confidence == .certain, stamp.day == day - 1 else {
      return false
    }
    return isLateLine(stamp.timeOfDay, after: previous)
  }

  private mutating func setDay(_ newDay: Int32) {
    if isSnapshot, confidence == .certain, newDay < day { isStale = true }
    day = newDay
    if confidence != .inferredDST { confidence = .certain }
  }

  private mutating func stepBack(_ step: Int64, to newTime: Int64) {
    if step < -LogClock.halfDay {
      if !isStale {
        day += 1
        midnights += 1
      }
    } else if isSnapshot {
      if step < -5 * LogClock.second { isStale = true }
    } else {
      noteFallBack(step, to: newTime)
    }
  }

  private func isLateLine(_ time: Int64, after previous: Int64) -> Bool {
    time >= LogClock.microsecondsPerDay - 60 * LogClock.second && previous < 60 * LogClock.second
  }

  // MARK: - Zone

  private mutating func reading(day: Int32, _ stamp: Stamp, moves: Bool) -> Reading {
    let local = Int64(day) * LogClock.microsecondsPerDay + stamp.timeOfDay
    let seconds: Int
    if stamp.utcOffsetSeconds != Stamp.noOffset {
      seconds = Int(stamp.utcOffsetSeconds)
    } else if hasNamedZone, !stampsAreUTC, case .named(let rules) = zone {
      seconds = namedOffset(rules, local: local)
    } else {
      seconds = offset
    }
    let reading = Reading(time: local - Int64(seconds) * LogClock.second, isStale: isStale)
    if moves { last = reading }
    return reading
  }

  private mutating func namedOffset(_ rules: ZoneRules, local: Int64) -> Int {
    let localSeconds = LogClock.floorSeconds(local)
    // Far from a change of offset the last answer holds.
    let guess = localSeconds - Int64(offset)
    if window.contains(guess - 7200), window.contains(guess + 7200) { return offset }
    var utc = rules.utc(fromLocal: localSeconds, preferring: .earlier).utc
    if let last, utc < LogClock.floorSeconds(last.time) - 1800 {
      // The hour that comes twice: the second time once the first has passed.
      let later = rules.utc(fromLocal: localSeconds, preferring: .later).utc
      if later > utc { utc = later }
    }
    let found = rules.window(atUTC: utc)
    offset = found.offset
    window = found.validFrom..<max(found.validUntil, found.validFrom)
    return Int(localSeconds - utc)
  }

  /// Before the first stamp: are stamps UTC (`time_convert=utc`)? They then lie at the header's UTC time.
  private mutating func recogniseUTCStamps(_ stamp: Stamp) {
    guard let headerUTC, stamp.utcOffsetSeconds == Stamp.noOffset else { return }
    let zoneOffset =
      switch zone {
      case .header(let offset, _): offset
      case .named(let rules): rules.offset(atUTC: LogClock.floorSeconds(headerUTC))
      case .assumedUTC: 0
      }
    guard abs(zoneOffset) >= 1800 else { return }
    let utcTime = LogClock.timeOfDay(headerUTC)
    let localTime = LogClock.timeOfDay(headerUTC + Int64(zoneOffset) * LogClock.second)
    let toUTC = LogClock.distance(stamp.timeOfDay, utcTime)
    let toLocal = LogClock.distance(stamp.timeOfDay, localTime)
    guard toUTC < 600 * LogClock.second, toLocal > 1200 * LogClock.second else { return }
    setStampsAreUTC()
    day = Int32((headerUTC - utcTime) / LogClock.microsecondsPerDay)
    timeOfDay = utcTime
  }

  /// The end of summer time where only the header's offset is known: one hour comes twice.
  private mutating func noteFallBack(_ step: Int64, to newTime: Int64) {
    guard isDST == true, !stampsAreUTC, LogClock.isAboutAnHour(-step), isChangeNight(newTime)
    else { return }
    isDST = false
    offset -= 3600
    confidence = .inferredDST
  }

  /// The start of summer time where only the header's offset is known: one hour is missing.
  private mutating func noteSpringForward(_ step: Int64, from previous: Int64) {
    guard isDST == false, !stampsAreUTC, LogClock.isAboutAnHour(step), isChangeNight(previous),
      // The last stamp before the gap stands just before a whole hour, the next just after one.
      previous % (3600 * LogClock.second) > 2700 * LogClock.second
    else { return }
    isDST = true
    offset += 3600
    confidence = .inferredDST
  }

  /// Summer time starts and ends in the small hours of a Sunday, in spring and autumn.
  private func isChangeNight(_ time: Int64) -> Bool {
    guard time < 5 * 3600 * LogClock.second else { return false }
    let date = CivilDate(dayNumber: day)
    return date.weekday == 0 && [3, 4, 9, 10, 11].contains(date.month)
  }

  private static func isAboutAnHour(_ step: Int64) -> Bool {
    step >= 3000 * second && step <= 4200 * second
  }

  private static func floorSeconds(_ time: Int64) -> Int64 {
    time >= 0 ? time / second : -((second - 1 - time) / second)
  }

  private static func timeOfDay(_ time: Int64) -> Int64 {
    let rest = time % microsecondsPerDay
    return rest < 0 ? rest + microsecondsPerDay : rest
  }

  /// The distance of two times of day, the short way round.
  private static func distance(_ left: Int64, _ right: Int64) -> Int64 {
    let straight = abs(left - right)
    return min(straight, microsecondsPerDay - straight)
  }
}
