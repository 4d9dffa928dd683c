import Synchronization

/// What a lane is at, and since when.
struct LaneActivity: Sendable, Equatable {
  /// What it can be at.
  enum Kind: UInt64 {
    /// It is about to start.
    case starting
    /// It waits for something to change.
    case waiting
    /// It reads, makes events, or remembers.
    case working
    /// It waits for its destination to take something.
    case delivering
    /// It has ended.
    case ended
  }

  let kind: Kind
  let since: ContinuousClock.Instant

  /// How long a lane may work without having done a block: far more than it takes, even where a large
  /// archive is looked through, and yet an end to a file system that hangs.
  static let patience: Duration = .seconds(120)

  /// Whether it has been at work for too long.
  func isStuck(_ now: ContinuousClock.Instant) -> Bool {
    switch kind {
    // A destination that is down is waited for as long as it takes.
    case .starting, .waiting, .delivering, .ended: false
    case .working: now - since > LaneActivity.patience
    }
  }
}

/// Where a lane leaves what it is at: one store a block, read by other threads.
final class LaneActivityMark: Sendable {
  private let start = ContinuousClock.now
  /// Milliseconds since `start`, times eight, plus the kind.
  private let mark = Atomic<UInt64>(LaneActivity.Kind.starting.rawValue)

  /// What was left last.
  var current: LaneActivity {
    let mark = mark.load(ordering: .relaxed)
    return LaneActivity(
      kind: LaneActivity.Kind(rawValue: mark & 7) ?? .starting,
      since: start + .milliseconds(Int64(mark >> 3)))
  }

  /// Leaves it.
  func set(_ kind: LaneActivity.Kind) {
    let elapsed = UInt64(clamping: (ContinuousClock.now - start).microseconds / 1000)
    mark.store(elapsed << 3 | kind.rawValue, ordering: .relaxed)
  }
}
