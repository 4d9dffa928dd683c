/// How fast notices may follow each other: a bucket of as many as a minute may have, which fills evenly.
struct AlertPace {
  private let perMinute: Int?
  private var left: Double
  private var last = ContinuousClock.now

  /// A full bucket; for nil there is no limit.
  init(perMinute: Int?) {
    self.perMinute = perMinute.map { max($0, 1) }
    left = Double(self.perMinute ?? 0)
  }

  /// How long to wait before the next one.
  mutating func delay(at now: ContinuousClock.Instant) -> Duration {
    guard let perMinute else { return .zero }
    fill(perMinute, now)
    return left >= 1 ? .zero : .seconds((1 - left) * 60 / Double(perMinute))
  }

  /// Notes that one was sent.
  mutating func note(at now: ContinuousClock.Instant) {
    guard let perMinute else { return }
    fill(perMinute, now)
    left = max(left - 1, 0)
  }

  private mutating func fill(_ perMinute: Int, _ now: ContinuousClock.Instant) {
    let minutes = max(now - last, .zero) / .seconds(60)
    left = min(left + minutes * Double(perMinute), Double(perMinute))
    last = now
  }
}
