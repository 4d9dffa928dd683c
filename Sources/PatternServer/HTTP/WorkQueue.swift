import Glibc
import Pipeline
import Synchronization

/// A few threads for work that takes a while, so that Swift's task pool, which takes connections and
/// moves bytes, never waits for a match.
///
/// A thread is started when there is work and fewer than ``threads`` are at it, and ends when none waits.
final class WorkQueue: Sendable {
  private typealias Work = @Sendable () -> Void

  private struct State {
    var running = 0
    var waiting: [Work] = []
  }

  /// Threads that work at once.
  private static let threads = max(2, min(4, WorkerThreads.processorCount))
  /// Pieces of work that may wait; a page asks for one or two at a time.
  private static let longestWait = 32

  private let state = Mutex(State())

  /// Does `work` on a thread; nil if too much waits already.
  func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result? {
    await withCheckedContinuation { continuation in
      let isTaken = submit { continuation.resume(returning: work()) }
      if !isTaken { continuation.resume(returning: nil) }
    }
  }

  private func submit(_ work: @escaping Work) -> Bool {
    let startsThread = state.withLock { state -> Bool? in
      if state.running < Self.threads {
        state.running += 1
        return true
      }
      guard state.waiting.count < Self.longestWait else { return nil }
      state.waiting.append(work)
      return false
    }
    guard let startsThread else { return false }
    if startsThread {
      let hasStarted = WorkerThread { [self] in
        pthread_detach(pthread_self())
        work()
        while let next = next() { next() }
      }
      if hasStarted == nil {
        state.withLock { $0.running -= 1 }
        return false
      }
    }
    return true
  }

  /// What waits longest; nil, and one thread less, if nothing does.
  private func next() -> Work? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.running -= 1
        return nil
      }
      return state.waiting.removeFirst()
    }
  }
}
