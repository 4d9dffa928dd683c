/// When to search for files: at once where notices call for it, now and then where they may be missing, and
/// never so often that searching takes more than its share of time.
struct WatchSchedule {
  private let settings: WatchSettings

  /// When the next search is due.
  private(set) var next: ContinuousClock.Instant

  /// Before this, none is, whatever calls for it.
  private var earliest: ContinuousClock.Instant

  // The distance between searches in units of what one takes: 9 is a tenth of the time.
  private static let costOnDemand = 9
  private static let costByTheClock = 199
  private static let problemInterval = Duration.seconds(5)

  /// With no search done yet.
  init(_ settings: WatchSettings) {
    self.settings = settings
    next = .now
    earliest = .now
  }

  /// True if a search is due.
  var isDue: Bool { next <= .now }

  /// Notes that something calls for a search.
  mutating func want() {
    next = min(next, earliest)
  }

  /// Notes that a search was made, which began at `start`; `isComplete` is false if it calls for another.
  mutating func noteScan(
    from start: ContinuousClock.Instant, hasPolled: Bool, hasProblems: Bool, isComplete: Bool
  ) {
    let end = ContinuousClock.now
    let cost = end - start
    earliest = end + cost * WatchSchedule.costOnDemand
    var interval = hasPolled ? settings.scanInterval : settings.safetyInterval
    if hasProblems { interval = min(interval, WatchSchedule.problemInterval) }
    next = end + max(interval, cost * WatchSchedule.costByTheClock)
    if !isComplete { want() }
  }
}
