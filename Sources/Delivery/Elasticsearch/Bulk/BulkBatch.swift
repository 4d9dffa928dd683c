import Event

/// One event in a request.
struct BulkItem: Sendable {
  /// Where its two lines begin: what to do, then the event.
  let start: Int
  /// Where the event begins.
  let event: Int
  /// Behind the newline of the event.
  let end: Int
  /// The number of the block that it came with.
  let block: Int
}

/// The body of a `_bulk` request: for each event a line that says what to do, and the event.
///
///     {"create":{"_index":"logs-genesys.sip-default","_id":"AZqb..."}}
///     {"@timestamp": ...}
///
/// `@unchecked Sendable`: it belongs to one thread at a time, and is handed on under the lock of
/// ``BulkQueue``.
final class BulkBatch: @unchecked Sendable {
  private(set) var items: [BulkItem] = []
  private var body: JSONBuffer
  /// How often it was sent in vain.
  var tries = 0
  /// When it was first sent in vain, and not before when it is sent again.
  var firstFailure: ContinuousClock.Instant?
  var pausedUntil: ContinuousClock.Instant?
  /// Why it was sent in vain the last time.
  var lastFailure = DeadLetterReason()

  /// Makes an empty batch.
  init(capacity: Int = 4096) {
    body = JSONBuffer(capacity: capacity)
  }

  /// The length of the body.
  var byteCount: Int { body.count }

  /// Gives the body for the length of the call.
  func withBytes<Result: ~Copyable, Failure: Error>(
    _ work: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body.withBytes(work)
  }

  /// Adds an event.
  func append(
    _ event: Span<UInt8>, id: EventID, index: [UInt8], block: Int
  ) {
    let start = body.count
    body.append("{\"create\":{\"_index\":\"")
    body.append(index)
    body.append("\",\"_id\":\"")
    id.append(to: &body)
    body.append("\"}}\n")
    let place = body.count
    body.append(event)
    body.append(UInt8(ascii: "\n"))
    items.append(BulkItem(start: start, event: place, end: body.count, block: block))
  }

  /// A batch of those items of this one whose numbers are `chosen`.
  func subset(_ chosen: some Sequence<Int>) -> BulkBatch {
    let batch = BulkBatch()
    batch.tries = tries
    batch.firstFailure = firstFailure
    body.withBytes { bytes in
      for number in chosen {
        let item = items[number]
        let shift = batch.body.count - item.start
        batch.body.append(bytes, item.start..<item.end)
        batch.items.append(
          BulkItem(
            start: item.start + shift, event: item.event + shift, end: item.end + shift,
            block: item.block))
      }
    }
    return batch
  }
}
