/// When rules are told that time has passed with no event, and which time it is for them.
///
/// The clock of the stream must not run ahead of events that are still to be read. So it follows the clock on the wall at
/// a distance, only while all files have been read to their ends, and not right after a time in which nobody looked: a
/// machine that was asleep has files with more in them than is known yet.
struct RuleTicker {
  private let lag: Duration
  private var lastLook: ContinuousClock.Instant?
  /// How many looks in a row found all files read.
  private var quietLooks = 0

  /// The usual pause between looks.
  static let pause: Duration = .seconds(1)
  /// A longer one shows that nobody looked.
  private static let longest: Duration = .seconds(3)
  /// How many looks must agree.
  private static let leastLooks = 2

  /// Stays behind the clock on the wall by `lag`, which covers how long events are on their way.
  init(lag: Duration) { self.lag = lag }

  /// The time that has come, in microseconds since 1970; nil if it is not yet time to look, or not sure.
  mutating func tick(_ now: ContinuousClock.Instant, wall: Int64, isCaughtUp: Bool) -> Int64? {
    guard isCaughtUp else {
      quietLooks = 0
      lastLook = now
      return nil
    }
    if let lastLook {
      if now - lastLook < RuleTicker.pause { return nil }
      if now - lastLook > RuleTicker.longest { quietLooks = 0 }
    }
    lastLook = now
    quietLooks += 1
    return quietLooks >= RuleTicker.leastLooks ? wall - lag.microseconds : nil
  }
}
