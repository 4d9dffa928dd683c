/// # Delivery: moves encoded events to their destination
///
/// Brief overview: a ``Destination`` says where events go and opens an ``EventSink``; a
/// ``FormatWriter`` turns blocks of encoded events into the bytes of an ``EventFormat``. Events
/// come in blocks of NDJSON, one object a line, and leave in the same order.
///
///     var writer = FormatWriter(.csv, columns: nil)
///     var bytes = JSONBuffer()
///     writer.append(events: block, into: &bytes)
///     writer.finish(into: &bytes)
///
///     let sink = try Destination(parsing: "events.csv.gz").open()
///     try bytes.withBytes { bytes throws(DeliveryError) in try sink.write(bytes, events: 2) }
///     try sink.finish()
///
/// Servers say of each event what became of it: a ``DeliveryServer`` is reached by an
/// ``AcknowledgingSink``, ``ServerSink``, which takes events with their names.
///
/// This module knows no log and no rule.
package protocol EventSink: AnyObject, Sendable {
  /// Hands over a batch of whole events; it is copied or written before the call returns.
  ///
  /// - Parameters:
  ///   - bytes: the events in their format.
  ///   - events: how many events `bytes` holds.
  /// - Throws: ``DeliveryError/closedPipe(destination:)`` when the reader is gone, and
  ///   ``DeliveryError/system(_:destination:errno:)`` for all else that the system refuses.
  func write(_ bytes: Span<UInt8>, events: Int) throws(DeliveryError)

  /// Writes what is still held back and closes the destination; the last call to a sink.
  ///
  /// - Throws: as ``write(_:events:)``. Events are safe only when this returns.
  func finish() throws(DeliveryError)
}
