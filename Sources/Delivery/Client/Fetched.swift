import Synchronization

/// Why requests cannot be let in, before any was sent.
struct AccessFault: Error, Equatable {
  /// In words, without secrets.
  let text: String
  /// Whether it will not pass by itself.
  let isFinal: Bool

  /// A fault of what was configured.
  static func final(_ text: String) -> AccessFault { AccessFault(text: text, isFinal: true) }

  /// A fault of a service, which may be well again soon.
  static func passing(_ text: String) -> AccessFault { AccessFault(text: text, isFinal: false) }
}

/// A value that has to be fetched, which takes its time: on a thread of its own, and again before it ends.
final class Fetched<Value: Sendable>: Sendable {
  /// What is there.
  enum State {
    case ready(Value)
    /// It is being fetched, or will be after a pause.
    case pending
    /// It could not be fetched; said once of each try.
    case failed(AccessFault)
  }

  /// Fetches the value; it ends after `lifetime`, or never if that is nil.
  typealias Fetch = @Sendable () throws(AccessFault) -> (value: Value, lifetime: Duration?)

  private struct Held {
    var value: Value?
    var isFetching = false
    /// When the next try is due; nil for never.
    var due: ContinuousClock.Instant?
    var started: ContinuousClock.Instant?
    var faults = 0
    var fault: AccessFault?
  }

  private let held: Mutex<Held>
  private let backoff: Backoff
  private let fetch: Fetch
  private let wake: @Sendable () -> Void
  private let warning: @Sendable (String) -> Void

  /// A value is fetched anew so long before it ends.
  private static var lead: Duration { .seconds(300) }
  /// Never sooner again than that, whatever is said of its end.
  private static var shortestLifetime: Duration { .seconds(30) }

  /// - Parameters:
  ///   - wake: called when there is something new, from another thread.
  ///   - warning: called when a value cannot be fetched anew, and the old one is still used.
  init(
    backoff: Backoff, wake: @escaping @Sendable () -> Void,
    warning: @escaping @Sendable (String) -> Void, fetch: @escaping Fetch
  ) {
    held = Mutex(Held(due: .now))
    self.backoff = backoff
    self.wake = wake
    self.warning = warning
    self.fetch = fetch
  }

  /// What is there at the time `now`; starts to fetch where that is due.
  ///
  /// A value whose time is over is used until there is a new one: the server decides, and our clock may be
  /// wrong.
  func state(_ now: ContinuousClock.Instant) -> State {
    let (state, isDue) = held.withLock { held in
      let isDue = !held.isFetching && (held.due.map { now >= $0 } ?? false)
      if isDue {
        held.isFetching = true
        held.started = now
      }
      if let value = held.value { return (State.ready(value), isDue) }
      if let fault = held.fault {
        held.fault = nil
        return (.failed(fault), isDue)
      }
      return (.pending, isDue)
    }
    if isDue, !DeliveryThread.start({ self.run() }) {
      enter(.failure(.passing("no thread to fetch what lets requests in")))
    }
    return state
  }

  /// What is there, whatever its state.
  var value: Value? { held.withLock(\.value) }

  /// Has the value fetched anew, as the server does not like it; not more often than makes sense.
  func renew(_ now: ContinuousClock.Instant) {
    held.withLock { held in
      guard let started = held.started, now - started >= Self.shortestLifetime else { return }
      held.due = now
    }
  }

  private func run() {
    do throws(AccessFault) {
      enter(.success(try fetch()))
    } catch {
      enter(.failure(error))
    }
    wake()
  }

  private func enter(_ result: Result<(value: Value, lifetime: Duration?), AccessFault>) {
    let now = ContinuousClock.now
    let complaint = held.withLock { held -> String? in
      held.isFetching = false
      switch result {
      case .success(let fetched):
        held.value = fetched.value
        held.due = fetched.lifetime.map { now + Self.pause(in: $0) }
        held.faults = 0
        held.fault = nil
        return nil
      case .failure(let fault):
        held.due = now + backoff.pause(after: held.faults)
        held.faults += 1
        if held.value != nil { return fault.text }
        held.fault = fault
        return nil
      }
    }
    if let complaint { warning("\(complaint); going on with what was there before") }
  }

  private static func pause(in lifetime: Duration) -> Duration {
    max(lifetime - min(lead, lifetime / 2), shortestLifetime)
  }
}
