/// Batches that were sent in vain, and are to be sent again.
struct RetryList {
  private var batches: [EventBatch] = []
  private let settings: DeliverySettings
  /// Whether nothing was taken for so long that nothing more is tried.
  private(set) var hasGivenUp = false

  /// Makes an empty list.
  init(_ settings: DeliverySettings) {
    self.settings = settings
  }

  /// Whether there are none.
  var isEmpty: Bool { batches.isEmpty }

  /// Adds a batch that was sent in vain for `reason`, behind the others.
  mutating func add(
    _ batch: EventBatch, _ reason: DeadLetterReason, _ now: ContinuousClock.Instant,
    pause: Duration? = nil
  ) {
    batch.pausedUntil = pause.map { now + $0 }
    batch.tries += 1
    batch.firstFailure = batch.firstFailure ?? now
    batch.lastFailure = reason
    batches.append(batch)
  }

  /// The pause before a batch is tried again by itself, and not for its host's sake.
  func pause(_ batch: EventBatch) -> Duration { settings.backoff.pause(after: batch.tries) }

  /// Adds a batch that was sent, but is not to blame for what happened to another.
  mutating func add(
    blameless batch: EventBatch, _ reason: DeadLetterReason, _ now: ContinuousClock.Instant
  ) {
    batch.firstFailure = batch.firstFailure ?? now
    batch.lastFailure = reason
    batches.append(batch)
  }

  /// Adds a batch that was refused for how it was sent, before the others.
  mutating func add(first batch: EventBatch) {
    batches.insert(batch, at: 0)
  }

  /// Adds the halves of a batch, before the others: what is wrong is found before more like it is sent.
  mutating func add(halvesOf batch: EventBatch) {
    let middle = batch.items.count / 2
    batches.insert(batch.subset(middle..<batch.items.count), at: 0)
    batches.insert(batch.subset(0..<middle), at: 0)
  }

  /// Takes the first one whose pause is over.
  mutating func next(_ now: ContinuousClock.Instant) -> EventBatch? {
    let due = batches.firstIndex { $0.pausedUntil.map { $0 <= now } ?? true }
    return due.map { batches.remove(at: $0) }
  }

  /// How long to sleep at most, so that none is tried for much longer than it should be.
  var longestWait: Duration {
    guard !batches.isEmpty, let retryFor = settings.retryFor else { return .seconds(10) }
    return min(max(retryFor / 10, .milliseconds(10)), .seconds(1))
  }

  /// When the first pause is over; nil if there is none.
  var nextDue: ContinuousClock.Instant? {
    batches.map { $0.pausedUntil ?? .now }.min()
  }

  /// Takes out those that were tried for too long; if nothing at all was taken meanwhile, all.
  mutating func expire(
    _ now: ContinuousClock.Instant, lastSuccess: ContinuousClock.Instant?
  ) -> [EventBatch] {
    guard let retryFor = settings.retryFor, !batches.isEmpty else { return [] }
    var expired: [EventBatch] = []
    var kept: [EventBatch] = []
    for batch in batches {
      let isOver = batch.firstFailure.map { now - $0 >= retryFor } ?? false
      if isOver, let since = batch.firstFailure {
        hasGivenUp = hasGivenUp || (lastSuccess.map { $0 < since } ?? true)
      }
      if isOver || hasGivenUp { expired.append(batch) } else { kept.append(batch) }
    }
    batches = kept
    return expired
  }
}
