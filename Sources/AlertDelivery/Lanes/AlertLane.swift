import Delivery
import Glibc
import Synchronization

/// The way of notices to one output: a queue, and a thread that empties it.
///
/// `@unchecked Sendable`: all that changes is in ``state``, which a mutex of the system guards, as threads wait on it
/// with a condition.
final class AlertLane: @unchecked Sendable {
  private struct Waiting {
    let notice: AlertNotice
    let since: ContinuousClock.Instant
    var tries = 0
  }

  private struct State {
    var queue: [Waiting] = []
    var account: AlertAccount
    var known: RecentIDs
    /// What the output is being given.
    var sending: AlertNotice?
    /// Whether what is left at the end stays for another run, and is not given up.
    var isLeaving = false
    /// Set once no further notice comes: when to give up what waits.
    var end: ContinuousClock.Instant?
    var isDone = false
  }

  private let settings: AlertOutputSettings
  private let limits: AlertLimits
  private let letters: DeadAlerts
  private let warning: @Sendable (String) -> Void
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var state: State

  /// Starts the thread; nil if there can be none.
  init?(
    _ settings: AlertOutputSettings, _ limits: AlertLimits, _ letters: DeadAlerts,
    warning: @escaping @Sendable (String) -> Void
  ) {
    self.settings = settings
    self.limits = limits
    self.letters = letters
    self.warning = warning
    state = State(
      account: AlertAccount(output: settings.name), known: RecentIDs(limits.remembered))
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
    guard DeliveryThread.start({ self.run() }) else { return nil }
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Takes a notice over; never waits for the output.
  func add(_ notice: AlertNotice) {
    var dropped: AlertNotice?
    locked {
      guard state.known.insert("\(notice.id)-\(notice.state.rawValue)") else {
        state.account.repeated += 1
        return
      }
      if state.queue.count >= limits.waiting { dropped = state.queue.removeFirst().notice }
      state.queue.append(Waiting(notice: notice, since: .now))
      pthread_cond_broadcast(condition)
    }
    if let dropped { bury(dropped, "more than \(limits.waiting) notices waited") }
  }

  /// Gives what waits until `end`, and waits until all is settled.
  func finish(by end: ContinuousClock.Instant) -> AlertAccount {
    locked {
      state.end = end
      pthread_cond_broadcast(condition)
      while !state.isDone { pthread_cond_wait(condition, mutex) }
      return state.account
    }
  }

  /// Gives what waits until `end`, as ``finish(by:)`` does, but keeps what was not taken: see ``unsettled``.
  func leave(by end: ContinuousClock.Instant) {
    locked {
      state.isLeaving = true
      state.end = min(end, state.end ?? end)
      pthread_cond_broadcast(condition)
    }
    while !locked({ state.isDone }), ContinuousClock.now < end { usleep(10_000) }
  }

  /// What has found neither a taker nor its end, in its order.
  var unsettled: [AlertNotice] {
    locked { (state.sending.map { [$0] } ?? []) + state.queue.map(\.notice) }
  }

  /// The output's name.
  var name: String { settings.name }

  /// What became of the notices so far.
  var account: AlertAccount { locked { state.account } }

  // MARK: - The thread

  private func run() {
    let output = settings.make()
    var pace = AlertPace(perMinute: limits.perMinute)
    var isFailing = false
    var reason = ""
    while let next = take() {
      // What has no time left is not tried where the one before was in vain.
      if isFailing, isOver {
        bury(next.notice, reason)
        continue
      }
      pause(pace.delay(at: .now))
      let verdict = output.send(next.notice)
      switch verdict {
      case .taken:
        pace.note(at: .now)
        if isFailing { warning("\(settings.name): takes alerts again") }
        isFailing = false
        locked { state.account.taken += 1 }
      case .refused(let reason): bury(next.notice, reason)
      case .later(let words, let after):
        if !isFailing { warning("\(settings.name): alerts wait: \(words)") }
        isFailing = true
        reason = words
        retry(next, words, after)
      }
      locked { state.sending = nil }
    }
    locked {
      state.isDone = true
      pthread_cond_broadcast(condition)
    }
  }

  private var isOver: Bool {
    locked { !state.isLeaving && (state.end.map { $0 <= .now } ?? false) }
  }

  /// The next notice; nil once there will be none.
  private func take() -> Waiting? {
    locked {
      while state.queue.isEmpty, state.end == nil { pthread_cond_wait(condition, mutex) }
      if state.isLeaving, let end = state.end, end <= .now { return nil }
      guard !state.queue.isEmpty else { return nil }
      let next = state.queue.removeFirst()
      state.sending = next.notice
      return next
    }
  }

  private func retry(_ waiting: Waiting, _ reason: String, _ after: Duration?) {
    var waiting = waiting
    let pause = after ?? limits.backoff.pause(after: waiting.tries)
    waiting.tries += 1
    let due = ContinuousClock.now + pause
    let isLate =
      due > waiting.since + limits.retryFor
      || locked { !state.isLeaving && (state.end.map { due > $0 } ?? false) }
    guard !isLate else { return bury(waiting.notice, reason) }
    self.pause(pause)
    locked {
      state.account.retries += 1
      state.queue.insert(waiting, at: 0)
    }
  }

  /// Sleeps, but not past the end.
  private func pause(_ length: Duration) {
    guard length > .zero else { return }
    let due = ContinuousClock.now + length
    locked {
      while true {
        let end = min(due, state.end ?? due)
        let left = end - .now
        guard left > .zero else { return }
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let (seconds, rest) = left.components
        let nanoseconds = now.tv_nsec + Int(rest / 1_000_000_000)
        var limit = timespec(
          tv_sec: now.tv_sec + Int(seconds) + nanoseconds / 1_000_000_000,
          tv_nsec: nanoseconds % 1_000_000_000)
        pthread_cond_timedwait(condition, mutex, &limit)
      }
    }
  }

  private func bury(_ notice: AlertNotice, _ reason: String) {
    let problem = letters.write(notice, output: settings.name, reason)
    locked {
      state.account.dead += 1
      state.account.reason = reason
    }
    warning(
      "\(settings.name): an alert of \(notice.rule) was not taken: \(reason)"
        + (problem.map { "; nor could it be written down: \($0)" } ?? ""))
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}
