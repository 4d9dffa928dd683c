import Synchronization

/// Says yes a number of times.
final class Countdown: Sendable {
  private let count: Mutex<Int>

  init(_ count: Int) { self.count = Mutex(count) }

  /// Whether this is still one of the times.
  func take() -> Bool {
    count.withLock { left in
      if left == 0 { return false }
      left -= 1
      return true
    }
  }
}
