import Glibc
package import Grok

/// Counts how often patterns are tried and match, and takes the time of some tries; one thread's.
///
/// Reading the clock costs as much as a short match, so that only the first tries of each pattern are
/// all timed, and later ones now and then. What reading it costs is taken off.
package struct MatchMeter: Sendable {
  /// So many tries of a pattern are all timed.
  private static let timedTries = 1024
  /// Of those that follow, one in so many.
  private static let stride = 16

  /// How often each pattern was tried, ever.
  private var tries: [Int]
  /// How often up to the last ``drain(into:)``.
  private var drained: [Int]
  /// What else there was since ``drain(into:)``.
  private var accounts: [MatchAccount]
  /// What reading the clock costs, in nanoseconds.
  private let clockCost: UInt64

  /// A meter for patterns with the numbers from 0 to `count` - 1.
  package init(patterns count: Int) {
    tries = Array(repeating: 0, count: count)
    drained = tries
    accounts = Array(repeating: MatchAccount(), count: count)
    var costs = (0..<101).map { _ in
      let start = MatchMeter.now
      return MatchMeter.now - start
    }
    costs.sort()
    clockCost = costs[costs.count / 2]
  }

  /// Whether a pattern was tried before.
  package func hasTried(_ pattern: Int) -> Bool { tries[pattern] > 0 }

  /// A try of a pattern begins.
  ///
  /// - Returns: what ``end(_:_:since:)`` wants to know.
  package mutating func begin(_ pattern: Int) -> UInt64 {
    tries[pattern] += 1
    let count = tries[pattern]
    let isTimed = count <= MatchMeter.timedTries || count % MatchMeter.stride == 0
    return isTimed ? MatchMeter.now : 0
  }

  /// The try is over.
  package mutating func end(_ pattern: Int, _ outcome: GrokOutcome, since start: UInt64) {
    let isMatch = outcome == .matched
    if start > 0 {
      let elapsed = MatchMeter.now - start
      accounts[pattern].note(time: elapsed - min(elapsed, clockCost), isMatch: isMatch)
    }
    if isMatch { accounts[pattern].matches += 1 }
  }

  /// Adds what was counted to the accounts of all patterns, and begins anew.
  package mutating func drain(into totals: inout [MatchAccount]) {
    for pattern in tries.indices where tries[pattern] > drained[pattern] {
      accounts[pattern].tries = tries[pattern] - drained[pattern]
      drained[pattern] = tries[pattern]
      totals[pattern].add(accounts[pattern])
      accounts[pattern].removeAll()
    }
  }

  /// Nanoseconds since some fixed moment.
  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}

/// How often a pattern was tried and matched, and what that took.
package struct MatchAccount: Sendable {
  /// Searches.
  package fileprivate(set) var tries = 0
  /// Those that matched.
  package fileprivate(set) var matches = 0
  /// Times of some matches.
  package private(set) var matchTimes = SampledTimes()
  /// Times of some of the other searches.
  package private(set) var missTimes = SampledTimes()

  /// Nothing.
  package init() {}

  /// Those that did not match.
  package var misses: Int { tries - matches }

  mutating func note(time: UInt64, isMatch: Bool) {
    if isMatch { matchTimes.add(time) } else { missTimes.add(time) }
  }

  /// Adds what was counted elsewhere.
  package mutating func add(_ other: MatchAccount) {
    tries += other.tries
    matches += other.matches
    matchTimes.add(other.matchTimes)
    missTimes.add(other.missTimes)
  }

  /// Sets all to zero and keeps the memory.
  mutating func removeAll() {
    tries = 0
    matches = 0
    matchTimes.removeAll()
    missTimes.removeAll()
  }
}

/// Times of which there may be any number, as some hundreds taken at even distances.
package struct SampledTimes: Sendable {
  private static let capacity = 512

  private var times: [UInt64] = []
  /// Of so many times one is kept.
  private var stride = 1
  private var skipped = 0

  /// No times.
  package init() {}

  /// How many times are kept.
  package var count: Int { times.count }

  /// The middle one, in nanoseconds; nil without any.
  package var median: Double? {
    guard !times.isEmpty else { return nil }
    return Double(times.sorted()[(times.count - 1) / 2])
  }

  /// Adds a time, in nanoseconds.
  package mutating func add(_ time: UInt64) {
    skipped += 1
    guard skipped >= stride else { return }
    skipped = 0
    times.append(time)
    guard times.count == SampledTimes.capacity else { return }
    for index in 0..<times.count / 2 { times[index] = times[2 * index + 1] }
    times.removeLast(times.count / 2)
    stride *= 2
  }

  /// Adds the times of others.
  package mutating func add(_ other: SampledTimes) {
    for time in other.times { add(time) }
  }

  mutating func removeAll() {
    times.removeAll(keepingCapacity: true)
    stride = 1
    skipped = 0
  }
}
