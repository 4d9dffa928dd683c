import Synchronization

/// What a sink has done so far, and how it is doing.
package struct DeliveryFigures: Sendable, Equatable {
  /// Requests that were sent; for Logstash's own protocol, windows of events.
  package var requests = 0
  /// Those of them that had been sent before, in vain.
  package var retries = 0
  /// Those that came to nothing: no reply, or one that takes no event.
  package var failures = 0
  /// Events that were sent, each as often as it was.
  package var sentEvents = 0
  /// Bytes of events that were sent, as they were on the wire.
  package var sentBytes = 0
  /// Requests that have ended, one way or the other.
  package var ended = 0
  /// How long those took, all together.
  package var requestTime = Duration.zero
  /// Bytes of events that are held and not settled.
  package var heldBytes = 0
  /// When deliveries began to fail; nil if the last one came to something, or none has ended.
  package var failingSince: ContinuousClock.Instant?

  /// Makes figures of nothing.
  package init() {}
}

/// Keeps a sink's figures: its thread counts, any other reads.
final class DeliveryMeter: Sendable {
  private let state = Mutex(DeliveryFigures())

  /// What was counted so far; held bytes are not counted here.
  var figures: DeliveryFigures { state.withLock { $0 } }

  /// Counts a request that is sent.
  func start(events: Int, bytes: Int, isRetry: Bool) {
    state.withLock { figures in
      figures.requests += 1
      figures.retries += isRetry ? 1 : 0
      figures.sentEvents += events
      figures.sentBytes += bytes
    }
  }

  /// Counts a request that has ended after `time`.
  func end(after time: Duration) {
    state.withLock { figures in
      figures.ended += 1
      figures.requestTime += time
    }
  }

  /// Counts a request that came to nothing.
  func fail(_ now: ContinuousClock.Instant) {
    state.withLock { figures in
      figures.failures += 1
      figures.failingSince = figures.failingSince ?? now
    }
  }

  /// Notes that events were taken; returns since when none were, if so.
  @discardableResult
  func succeed() -> ContinuousClock.Instant? {
    state.withLock { $0.failingSince.take() }
  }
}
