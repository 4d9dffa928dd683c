/// What becomes of events that find no taker: they are laid aside, and so settled.
struct LastResort: ~Copyable {
  /// Why nothing can be laid aside, where that ends the delivery.
  private(set) var fault: DeliveryError?

  private var file: DeadLetterFile
  private let queue: EventQueue
  private let settings: DeliverySettings

  /// Lays aside events of `queue`.
  init(_ queue: EventQueue, _ settings: DeliverySettings) {
    self.queue = queue
    self.settings = settings
    file = DeadLetterFile(path: settings.deadLetterPath, destination: queue.destination)
  }

  /// Lays some events of a batch aside; false if that cannot be.
  mutating func lay(
    _ letters: [(item: Int, reason: DeadLetterReason)], of batch: EventBatch,
    _ watch: inout DeliveryWatch
  ) -> Bool {
    do throws(DeliveryError) {
      try file.write(letters, of: batch)
    } catch {
      // Without an end to it, it is tried again: someone may make room.
      if settings.endsOnRefusal { fault = error } else { watch.tell(error, .now) }
      return false
    }
    queue.settle(letters.map { ($0.item, .reject) }, of: batch)
    return true
  }

  /// Lays all events of a batch aside; false if that cannot be.
  mutating func lay(
    _ batch: EventBatch, _ reason: DeadLetterReason, _ watch: inout DeliveryWatch
  ) -> Bool {
    lay(batch.items.indices.map { ($0, reason) }, of: batch, &watch)
  }

  /// Closes the file; returns the fault that the delivery ends with: `other` before all.
  mutating func end(_ other: DeliveryError?) -> DeliveryError? {
    var fault = other ?? fault
    do throws(DeliveryError) {
      try file.close()
    } catch {
      fault = fault ?? error
    }
    guard fault == nil, file.count > 0 else { return fault }
    return .deadLetters(
      destination: queue.destination, count: file.count, path: settings.deadLetterPath,
      reason: file.firstReason.text)
  }
}
