package import Event

/// A destination that says of every event what became of it.
///
/// Events come in blocks, and each block is answered by one ``DeliveryReceipt``, once the last of its
/// events is settled; blocks may be settled in another order than they came.
package protocol AcknowledgingSink: AnyObject, Sendable {
  /// Hands over a block; it is copied before the call returns, which waits while too much is on its way.
  ///
  /// - Parameters:
  ///   - events: NDJSON, one event a line.
  ///   - ids: the names of the events, in their order.
  ///   - source: what the block belongs to, for the receipt.
  /// - Throws: ``DeliveryError`` once the destination will take nothing more;
  ///   ``DeliveryError/stopped(destination:)`` after ``stop(within:)``, also where it was waiting. Nothing
  ///   of the block is sent then.
  func deliver(
    _ events: Span<UInt8>, ids: Span<EventID>, source: Int
  ) throws(DeliveryError)

  /// Says that no more events come, and waits until every event is settled.
  ///
  /// - Throws: ``DeliveryError`` when the destination refused to work, or events were lost to it;
  ///   ``DeliveryError/stopped(destination:)`` when ``stop(within:)`` left some unsettled.
  func finish() throws(DeliveryError)

  /// Says that no more events come, sends what is held, and waits until every event is settled, but no
  /// longer than `limit`.
  ///
  /// What is not settled then is abandoned: it may have arrived or not, is in no dead-letter file, and
  /// gets no receipt. No receipt comes once this has returned. It may be called from any thread but that
  /// of the receipts, more than once, and before or after ``finish()``.
  /// - Returns: whether every event is settled.
  func stop(within limit: Duration) -> Bool

  /// What the sink has done so far, and how it is doing; from any thread.
  var figures: DeliveryFigures { get }
}

/// What became of the events of one block, or of several.
package struct DeliveryReceipt: Sendable, Equatable {
  /// What the block belongs to, as it was handed over.
  package let source: Int
  /// Events that are new at the destination.
  package var created = 0
  /// Events that it had already.
  package var duplicates = 0
  /// Events that it keeps in another place than it was told: a failure store.
  package var redirected = 0
  /// Events that it will not have; they are in the dead-letter file.
  package var rejected = 0

  /// Makes a receipt for no events.
  package init(source: Int) { self.source = source }

  /// Adds the events of another receipt.
  package mutating func add(_ other: DeliveryReceipt) {
    created += other.created
    duplicates += other.duplicates
    redirected += other.redirected
    rejected += other.rejected
  }

  /// All events that are settled.
  package var settled: Int { created + duplicates + redirected + rejected }
}
