/// What is known of a log before its first byte is read.
package struct LogSource: Sendable {
  /// The path, as the user gave it.
  package var path: String
  /// The component that the user names; it overrides what the log says.
  package var component: Component?
  /// The rules to choose from.
  package var rules: RuleSet
  /// The day that the user gives for logs that do not say theirs (days since 1970-01-01).
  package var day: Int32?
  /// The zone that the user gives for logs that do not say theirs.
  package var zone: ZoneRules?
  /// The file's time of last change, seconds since 1970; nil for a stream.
  package var modificationTime: Int64?
  /// How long its records may be.
  package var limits: RecordLimits
  /// Now, seconds since 1970: the date of a stream that says none.
  package var today: Int64

  /// Describes a log.
  package init(
    path: String, rules: RuleSet, component: Component? = nil, day: Int32? = nil,
    zone: ZoneRules? = nil, modificationTime: Int64? = nil, limits: RecordLimits = .standard,
    today: Int64
  ) {
    self.path = path
    self.rules = rules
    self.component = component
    self.day = day
    self.zone = zone
    self.modificationTime = modificationTime
    self.limits = limits
    self.today = today
  }

  /// Where the clock starts as long as no header has been read: the name, `--date`, the time of change.
  package func base() -> ClockBase {
    let name = LogFileName.date(in: path)
    var base = ClockBase(
      day: 0, confidence: .none, zone: zone.map(ClockBase.Zone.named) ?? .assumedUTC,
      isSnapshot: name?.isSnapshot ?? false, timezoneName: zone?.name ?? "UTC")
    if let name {
      base.day = name.day
      base.timeOfDay = name.timeOfDay
      base.confidence = .fileName
    } else if let day {
      base.day = day
      base.confidence = .certain
    } else if let modificationTime {
      base.day = localDay(modificationTime)
      base.confidence = .modificationTime
    } else {
      base.day = localDay(today)
    }
    return base
  }

  /// The local day of an instant, in the user's zone.
  func localDay(_ seconds: Int64) -> Int32 {
    let local = seconds + Int64(zone?.offset(atUTC: seconds) ?? 0)
    return Int32(local >= 0 ? local / 86_400 : -((86_399 - local) / 86_400))
  }

  /// Where the clock starts after a header block; `clock` stands where the log was before it.
  func base(for header: LogHeader, after clock: LogClock) -> ClockBase {
    var base = self.base()
    base.day = clock.day
    base.confidence = clock.confidence
    base.timeOfDay = nil
    if let local = header.localTime {
      base.day = local.day
      base.timeOfDay = local.timeOfDay
      base.confidence = .certain
    }
    if let offset = header.utcOffsetSeconds {
      base.zone = .header(offset: offset, isDST: header.isDaylightSaving)
      base.timezoneName = nil
      if let utc = header.utcTime {
        let time = Int64(utc.day) * LogClock.microsecondsPerDay + utc.timeOfDay
        base.headerUTC = time
        if let zone, zone.offset(atUTC: time / 1_000_000) == offset {
          // The named zone agrees with the header, and knows the days of change as well.
          base.zone = .named(zone)
        }
      }
    }
    return base
  }
}
