import Glibc

/// When to search for files: at once where notices call for it, now and then where they may be missing, and
/// never so often that searching takes more than its share of time.
struct WatchSchedule {
  private let settings: WatchSettings

  /// When the next search is due.
  private(set) var next: ContinuousClock.Instant

  /// Before this, none is, whatever calls for it.
  private var earliest: ContinuousClock.Instant

  // At most a tenth of a processor and half of the time are spent on searches that something calls for, at
  // most half a percent of a processor and a tenth of the time on others. What takes time, and no processor,
  // is mostly a server.
  private static let processorOnDemand = 9
  private static let timeOnDemand = 1
  private static let processorByTheClock = 199
  private static let timeByTheClock = 9
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

  /// What a search takes.
  struct Cost {
    private let start = ContinuousClock.now
    private let startOfProcessor = Cost.processorTime

    /// The time since this was made.
    var time: Duration { ContinuousClock.now - start }

    /// What this thread has worked meanwhile.
    var processor: Duration { Cost.processorTime - startOfProcessor }

    private static var processorTime: Duration {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
  }

  /// Notes that a search was made; `isComplete` is false if it calls for another.
  mutating func noteScan(_ cost: Cost, hasPolled: Bool, hasProblems: Bool, isComplete: Bool) {
    let now = ContinuousClock.now
    let (time, processor) = (cost.time, cost.processor)
    earliest =
      now
      + max(time * WatchSchedule.timeOnDemand, processor * WatchSchedule.processorOnDemand)
    var interval = hasPolled ? settings.scanInterval : settings.safetyInterval
    if hasProblems { interval = min(interval, WatchSchedule.problemInterval) }
    next =
      now
      + max(
        interval, time * WatchSchedule.timeByTheClock,
        processor * WatchSchedule.processorByTheClock)
    if !isComplete { want() }
  }
}
