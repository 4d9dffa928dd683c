/// Where a log's clock starts: the date and the zone, and how far they can be trusted.
package struct ClockBase: Sendable {
  /// How sure the date is: what `genesys.clock.confidence` says.
  package enum Confidence: UInt8, Sendable {
    /// The log itself says so, or the user does; nothing is written.
    case certain
    /// From the file's name.
    case fileName
    /// From the file's time of last change.
    case modificationTime
    /// Nothing known: today.
    case none
    /// The change to or from summer time was concluded from a step of an hour.
    case inferredDST

    /// The word in the event; nil where the date is certain.
    package var word: String? {
      switch self {
      case .certain: nil
      case .fileName: "file-name"
      case .modificationTime: "modification-time"
      case .none: "none"
      case .inferredDST: "dst-inferred"
      }
    }
  }

  /// How local time becomes UTC.
  package enum Zone: Sendable {
    /// Seconds east of UTC that the header states, and whether summer time is in force (nil: the zone
    /// has none).
    case header(offset: Int, isDST: Bool?)
    /// A zone that the user named; used for its changes of offset too.
    case named(ZoneRules)
    /// Nobody said: UTC.
    case assumedUTC
  }

  /// The local day of the first record (days since 1970-01-01).
  package var day: Int32
  /// The local time of day, in microseconds, that the first record cannot lie far before; nil unknown.
  package var timeOfDay: Int64?
  /// How sure ``day`` is.
  package var confidence: Confidence
  /// The zone.
  package var zone: Zone
  /// The header's UTC time, in microseconds since 1970: tells `time_convert=utc` from local stamps.
  package var headerUTC: Int64?
  /// Whether the file is a snapshot, whose tail may be left over from an earlier round.
  package var isSnapshot: Bool
  /// What `event.timezone` says: the zone, where the log does not state it; nil where it does.
  package var timezoneName: String?

  /// Makes a base.
  package init(
    day: Int32, timeOfDay: Int64? = nil, confidence: Confidence, zone: Zone,
    headerUTC: Int64? = nil, isSnapshot: Bool = false, timezoneName: String? = nil
  ) {
    self.day = day
    self.timeOfDay = timeOfDay
    self.confidence = confidence
    self.zone = zone
    self.headerUTC = headerUTC
    self.isSnapshot = isSnapshot
    self.timezoneName = timezoneName
  }
}
