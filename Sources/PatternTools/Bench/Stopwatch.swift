import Grok

/// Takes the time of searches, by a clock that only goes forward.
enum Stopwatch {
  /// Samples of which the median counts.
  private static let samples = 21
  /// How long a sample takes at least: a thousand times what reading the clock costs.
  private static let sampleTime = Duration.microseconds(50)
  /// How long all samples may take: a search that runs into its limits takes a second alone.
  private static let mostTime = Duration.milliseconds(500)

  /// The nanoseconds that `work` takes: the median of some samples of many calls.
  static func nanoseconds(
    _ matcher: inout GrokMatcher, _ work: (inout GrokMatcher) -> Void
  ) -> Double {
    let clock = ContinuousClock()
    // The first call makes machine code and warms the caches.
    work(&matcher)
    var calls = 1
    var elapsed = time(calls, clock, &matcher, work)
    while elapsed < sampleTime {
      calls *= 2
      elapsed = time(calls, clock, &matcher, work)
    }
    let start = clock.now
    var times = [elapsed]
    while times.count < samples, clock.now - start < mostTime {
      times.append(time(calls, clock, &matcher, work))
    }
    times.sort()
    return Double(times[times.count / 2].components.attoseconds) / 1e9 / Double(calls)
      + Double(times[times.count / 2].components.seconds) * 1e9 / Double(calls)
  }

  private static func time(
    _ calls: Int, _ clock: ContinuousClock, _ matcher: inout GrokMatcher,
    _ work: (inout GrokMatcher) -> Void
  ) -> Duration {
    let start = clock.now
    for _ in 0..<calls { work(&matcher) }
    return clock.now - start
  }
}
