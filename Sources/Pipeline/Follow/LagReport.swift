/// When a lane tells how far its files are: once a second while something changes, for it looks at all of them.
///
/// Ten thousand files take 5 ms; a lane with so many tells less often, so that it never costs more than a
/// five-hundredth of a processor.
struct LagReport {
  private let isWanted: Bool
  private var isStale = true
  private var next = ContinuousClock.now

  private static let pause: Duration = .seconds(1)
  private static let longestPause: Duration = .seconds(10)
  private static let share = 500

  /// Makes one that is never due if nobody wants to know.
  init(isWanted: Bool) { self.isWanted = isWanted }

  /// Notes that what was told last is not so any more.
  mutating func noteChange() { isStale = true }

  /// Tells it by `body`, if it is time to.
  mutating func tell(_ body: () -> Void) {
    let start = ContinuousClock.now
    guard let deadline, deadline <= start else { return }
    isStale = false
    body()
    let cost = ContinuousClock.now - start
    next = start + min(max(LagReport.pause, cost * LagReport.share), LagReport.longestPause)
  }

  /// When it is to be told; nil if nothing has changed.
  var deadline: ContinuousClock.Instant? { isWanted && isStale ? next : nil }
}
