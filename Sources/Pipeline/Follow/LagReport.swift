/// When a lane tells how far its files are: once a second while something changes, for it looks at all of them.
struct LagReport {
  private let isWanted: Bool
  private var isStale = true
  private var last: ContinuousClock.Instant?

  private static let pause: Duration = .seconds(1)

  /// Makes one that is never due if nobody wants to know.
  init(isWanted: Bool) { self.isWanted = isWanted }

  /// Notes that what was told last is not so any more.
  mutating func noteChange() { isStale = true }

  /// Whether it is time to tell; it is told then.
  var isDue: Bool {
    mutating get {
      guard let deadline, deadline <= .now else { return false }
      isStale = false
      last = .now
      return true
    }
  }

  /// When it is to be told; nil if nothing has changed.
  var deadline: ContinuousClock.Instant? {
    guard isWanted, isStale else { return nil }
    return last.map { $0 + LagReport.pause } ?? .now
  }
}
