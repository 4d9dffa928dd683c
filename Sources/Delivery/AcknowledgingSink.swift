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
  /// - Throws: ``DeliveryError`` once the destination will take nothing more.
  func deliver(
    _ events: Span<UInt8>, ids: Span<EventID>, source: Int
  ) throws(DeliveryError)

  /// Waits until every event is settled; the last call to a sink.
  ///
  /// - Throws: ``DeliveryError`` when the destination refused to work, or events were lost to it.
  func finish() throws(DeliveryError)
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
