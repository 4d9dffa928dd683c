/// How often it is told that deliveries fail: at once, then at growing intervals, and sooner when
/// something else is wrong.
struct WarningPace {
  /// When it was last told, and what.
  private var last: (at: ContinuousClock.Instant, subject: String)?
  private var lastFailure: ContinuousClock.Instant?
  private var pause = WarningPace.first

  private static let first = Duration.seconds(30)
  private static let most = Duration.seconds(3600)
  /// After so long without a failure the next one is news.
  private static let quiet = Duration.seconds(300)

  /// Notes a failure; whether it is to be told.
  ///
  /// - Parameter subject: what kind of failure it is.
  mutating func isDue(_ subject: String, _ now: ContinuousClock.Instant) -> Bool {
    let isFresh = lastFailure.map { now - $0 >= WarningPace.quiet } ?? true
    lastFailure = now
    let isOther = last.map { $0.subject != subject } ?? true
    if isFresh { pause = WarningPace.first }
    guard let told = last, !isFresh else {
      last = (now, subject)
      return true
    }
    let isDue = now - told.at >= (isOther ? WarningPace.first : pause)
    if isDue {
      pause = isOther ? WarningPace.first : min(pause * 2, WarningPace.most)
      last = (now, subject)
    }
    return isDue
  }
}
