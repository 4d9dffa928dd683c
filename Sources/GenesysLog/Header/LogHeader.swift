/// What the header block of a log says of the application that wrote it.
///
///     Application name: confserv
///     Application type: ConfigurationServer (21)
///     Command line:     confserv.exe -c confserv.cfg
///     Host name:        cs-host
///     DST:              TZ = 1, timeb = 0
///     Time zone:        28800, Pacific Standard Time, Pacific Daylight Time
///     UTC time:         2015-12-07T13:21:34.860
///     Local time:       2015-12-07T05:21:34.860
///     Start time (UTC): 2015-10-30T18:12:07
///     Running time:     37:19:09:27
///     Host info:        Windows 6.1.7601, 2, Service Pack 1, 1.0, 0110, 3
///     File:             (3) logs/cs85.20151207_052134_827.log
///
/// Every field may be missing: products and versions print different ones.
package struct LogHeader: Sendable, Equatable {
  /// A library and its version, from `Components  :`.
  package struct Library: Sendable, Equatable {
    /// `Configuration library`.
    package var name: String
    /// `8.5.100.02`, with what follows it: `8.5.000.29 C2`.
    package var version: String
  }

  /// `confserv`.
  package var applicationName: String?
  /// `ConfigurationServer`.
  package var applicationType: String?
  /// Genesys' number of the type, 21.
  package var applicationTypeNumber: Int?
  /// The command line; empty if an empty one is printed.
  package var commandLine: String?
  /// The host as the log names it.
  package var hostName: String?
  /// Operating system, as printed.
  package var hostInfo: String?
  /// The first product banner: `Tserver for ..., Version: 8.1.010.16 Compiled: ...`.
  package var banner: String?
  /// The product's version, from a banner: `8.1.010.16`.
  package var version: String?
  /// `Primary` or `Backup`, as `HA Role:` says.
  package var role: String?
  /// The process number, where the header has it (GWS).
  package var processID: Int?
  /// `Description :` of `Build information :`.
  package var buildDescription: String?
  /// `Timestamp   :` of `Build information :`, as printed.
  package var buildTimestamp: String?
  /// The libraries that `Build information :` lists.
  package var libraries: [Library] = []
  /// `TZ` of the `DST:` line: whether the zone has summer time at all.
  package var hasDaylightRules: Bool?
  /// `timeb` of the `DST:` line: whether summer time is said to be in force.
  package var daylightFlag: Bool?
  /// Seconds **west** of UTC in standard time (C `timezone`): 28800 is Los Angeles, -19800 India.
  package var zoneSecondsWest: Int?
  /// Standard and summer name of the zone.
  package var timeZoneNames: [String] = []
  /// When the header was written, UTC.
  package var utcTime: Stamp?
  /// When the header was written, local time.
  package var localTime: Stamp?
  /// When the application started, UTC.
  package var startTime: Stamp?
  /// When the application started, local time (GWS).
  package var localStartTime: Stamp?
  /// How long the application had run, in seconds.
  package var runningSeconds: Int64?
  /// The number of this file in the application's run, from 1: a later one may start inside a record.
  package var segment: Int?
  /// The file's name as its writer knows it.
  package var file: String?

  /// Makes an empty header.
  package init() {}

  /// Seconds **east** of UTC when the header was written; nil if it does not say.
  ///
  /// The difference of local time and UTC time, where both are printed; else zone and summer time.
  package var utcOffsetSeconds: Int? {
    if let measured = measuredOffset { return measured }
    return zoneSecondsWest.map { -$0 + (daylightFlag == true ? 3600 : 0) }
  }

  /// True if summer time was in force when the header was written; nil if the zone has none.
  package var isDaylightSaving: Bool? {
    if let measured = measuredOffset, let zoneSecondsWest {
      if measured > -zoneSecondsWest { return true }
    } else if daylightFlag == true {
      return true
    }
    return hasDaylightRules == true ? false : nil
  }

  /// Local minus UTC time, to the quarter of an hour that offsets have; nil if it is no offset.
  private var measuredOffset: Int? {
    guard let localTime, let utcTime, localTime.day != Stamp.noDay, utcTime.day != Stamp.noDay
    else { return nil }
    let days = Int64(localTime.day) - Int64(utcTime.day)
    let difference = days * Stamp.microsecondsPerDay + localTime.timeOfDay - utcTime.timeOfDay
    let quarter: Int64 = 900_000_000
    let quarters = (difference + (difference < 0 ? -quarter / 2 : quarter / 2)) / quarter
    // The two are taken at once: more than a few seconds between them is something else.
    guard abs(difference - quarters * quarter) <= 5_000_000, abs(quarters) <= 16 * 4 else {
      return nil
    }
    return Int(quarters * 900)
  }
}
