import Event

/// The events of a request, and how it fares.
///
/// `@unchecked Sendable`: it belongs to one thread at a time, and is handed on under the lock of
/// ``EventQueue``.
final class EventBatch: @unchecked Sendable {
  private var content: BatchContent
  /// How often it was sent in vain.
  var tries = 0
  /// When it was first sent in vain, and not before when it is sent again.
  var firstFailure: ContinuousClock.Instant?
  var pausedUntil: ContinuousClock.Instant?
  /// Why it was sent in vain the last time.
  var lastFailure = DeadLetterReason()

  /// Makes an empty batch.
  init(_ layout: BatchLayout, capacity: Int = 4096) {
    content = BatchContent(layout, capacity: capacity)
  }

  /// The events, in their order.
  var items: [BatchItem] { content.items }

  /// The length of the body.
  var byteCount: Int { content.body.count }

  /// Gives the body as it is sent, for the length of the call.
  func withBody<Result: ~Copyable, Failure: Error>(
    _ work: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    content.end(true)
    defer { content.end(false) }
    return try content.body.withBytes(work)
  }

  /// Adds an event; `index` is where it goes, for those that are told so.
  func append(_ event: Span<UInt8>, id: EventID, index: [UInt8], block: Int) {
    content.append(event, id: id, index: index, block: block)
  }

  /// A batch of those items of this one whose numbers are `chosen`.
  func subset(_ chosen: some Sequence<Int>) -> EventBatch {
    let batch = EventBatch(content.layout)
    batch.tries = tries
    batch.firstFailure = firstFailure
    batch.lastFailure = lastFailure
    let items = items
    content.body.withBytes { bytes in
      for number in chosen { batch.content.append(items[number], of: bytes) }
    }
    return batch
  }

  // MARK: - Dead letters

  /// Appends the action of an item, as `_bulk` has it; without an index where none was named.
  func appendAction(of item: BatchItem, to out: inout JSONBuffer) {
    guard content.layout == .bulk else {
      return BatchContent.appendAction(index: [], id: item.id, to: &out)
    }
    content.body.withBytes { out.append($0, item.start..<item.event.lowerBound - 1) }
  }

  /// Appends the event of an item as it came.
  func appendEvent(of item: BatchItem, to out: inout JSONBuffer) {
    content.body.withBytes { bytes in
      guard !item.addition.isEmpty else { return out.append(bytes, item.event) }
      out.append(bytes, item.event.lowerBound..<item.addition.lowerBound)
      out.append(bytes, item.addition.upperBound..<item.event.upperBound)
    }
  }
}
