import Glibc

/// The signals that a program which runs until it is told otherwise listens to.
///
/// They are blocked for all threads and waited for by one: nothing happens in a signal handler.
package struct SignalWait {
  /// What there is to do.
  package enum Event {
    /// SIGTERM or SIGINT: end in good order.
    case stop
    /// SIGHUP: read the configuration again.
    case reload
    /// Somebody called ``poke()``.
    case poke
  }

  private static let poking = SIGUSR2

  /// Blocks the signals; to be called before there are other threads, which inherit it.
  package init() {
    var set = SignalWait.set
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Waits for the next event.
  package func next() -> Event {
    var set = SignalWait.set
    while true {
      var signal: Int32 = 0
      guard sigwait(&set, &signal) == 0 else { continue }
      switch signal {
      case SIGHUP: return .reload
      case SignalWait.poking: return .poke
      default: return .stop
      }
    }
  }

  /// Waits for the next event, but no longer than `limit`; nil if there is none.
  package func next(within limit: Duration) -> Event? {
    var set = SignalWait.set
    let nanoseconds = max(0, limit / .nanoseconds(1))
    var time = timespec()
    time.tv_sec = Int(nanoseconds / 1e9)
    time.tv_nsec = Int(nanoseconds.truncatingRemainder(dividingBy: 1e9))
    switch sigtimedwait(&set, nil, &time) {
    case SIGHUP: return .reload
    case SignalWait.poking: return .poke
    case SIGTERM, SIGINT: return .stop
    default: return nil
    }
  }

  /// Ends a wait, from any thread.
  package static func poke() { kill(getpid(), poking) }

  private static var set: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in [SIGTERM, SIGINT, SIGHUP, poking] { sigaddset(&set, signal) }
    return set
  }
}
