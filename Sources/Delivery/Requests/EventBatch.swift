import Event

/// One event in a request.
struct BatchItem: Sendable {
  /// Where all that belongs to it begins.
  let start: Int
  /// Where the event stands.
  let event: Range<Int>
  /// What was put into the event; an empty range for nothing.
  let addition: Range<Int>
  /// Behind all that belongs to it.
  let end: Int
  /// The number of the block that it came with.
  let block: Int
  /// The name of the event.
  let id: EventID
}

/// How events stand in the body of a request.
enum BatchLayout: Sendable, Equatable {
  /// For `_bulk`: for each event a line that says what to do, and the event.
  ///
  ///     {"create":{"_index":"logs-genesys.sip-default","_id":"AZqb..."}}
  ///     {"@timestamp": ...}
  case bulk
  /// A JSON array of events, each with `@metadata` (``EventMetadata``).
  case array
  /// Frames of the Lumberjack protocol (``LumberjackFrame``), each an event with `@metadata`.
  case frames
}

/// The body of a request, with the places of the events in it.
///
/// `@unchecked Sendable`: it belongs to one thread at a time, and is handed on under the lock of
/// ``EventQueue``.
final class EventBatch: @unchecked Sendable {
  private(set) var items: [BatchItem] = []
  private var body: JSONBuffer
  private let layout: BatchLayout
  /// How often it was sent in vain.
  var tries = 0
  /// When it was first sent in vain, and not before when it is sent again.
  var firstFailure: ContinuousClock.Instant?
  var pausedUntil: ContinuousClock.Instant?
  /// Why it was sent in vain the last time.
  var lastFailure = DeadLetterReason()

  /// Makes an empty batch.
  init(_ layout: BatchLayout, capacity: Int = 4096) {
    self.layout = layout
    body = JSONBuffer(capacity: capacity)
    if layout == .array { body.append(UInt8(ascii: "[")) }
  }

  /// The length of the body.
  var byteCount: Int { body.count }

  /// Gives the body as it is sent, for the length of the call.
  func withBody<Result: ~Copyable, Failure: Error>(
    _ work: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard layout == .array, !items.isEmpty else { return try body.withBytes(work) }
    // Each event has a comma behind it; the last one's is the end of the array.
    replaceLast(by: UInt8(ascii: "]"))
    defer { replaceLast(by: UInt8(ascii: ",")) }
    return try body.withBytes(work)
  }

  private func replaceLast(by byte: UInt8) {
    body.truncate(to: body.count - 1)
    body.append(byte)
  }

  /// Adds an event; `index` is where it goes, for those that are told so.
  func append(_ event: Span<UInt8>, id: EventID, index: [UInt8], block: Int) {
    let start = body.count
    switch layout {
    case .bulk:
      EventBatch.appendAction(index: index, id: id, to: &body)
      body.append(UInt8(ascii: "\n"))
      let place = body.count
      body.append(event)
      note(start, place..<body.count, 0..<0, block, id)
      body.append(UInt8(ascii: "\n"))
    case .array:
      let addition = EventMetadata(in: event).append(event, id: id, to: &body)
      note(start, start..<body.count, addition, block, id)
      body.append(UInt8(ascii: ","))
    case .frames:
      let metadata = EventMetadata(in: event)
      LumberjackFrame.appendHead(
        sequence: items.count + 1, length: event.count + metadata.length, to: &body)
      let place = body.count
      let addition = metadata.append(event, id: id, to: &body)
      note(start, place..<body.count, addition, block, id)
    }
  }

  /// Enters an event; what separates events in a layout is one byte, or none.
  private func note(
    _ start: Int, _ event: Range<Int>, _ addition: Range<Int>, _ block: Int, _ id: EventID
  ) {
    items.append(
      BatchItem(
        start: start, event: event, addition: addition,
        end: event.upperBound + (layout == .frames ? 0 : 1), block: block, id: id))
  }

  /// A batch of those items of this one whose numbers are `chosen`.
  func subset(_ chosen: some Sequence<Int>) -> EventBatch {
    let batch = EventBatch(layout)
    batch.tries = tries
    batch.firstFailure = firstFailure
    batch.lastFailure = lastFailure
    body.withBytes { bytes in
      for number in chosen { batch.append(items[number], of: bytes) }
    }
    return batch
  }

  /// Adds an item of another batch.
  private func append(_ item: BatchItem, of bytes: Span<UInt8>) {
    let start = body.count
    if layout == .frames {
      // Frames are numbered anew.
      LumberjackFrame.appendHead(
        sequence: items.count + 1, length: item.event.count, to: &body)
      body.append(bytes, item.event.lowerBound..<item.end)
    } else {
      body.append(bytes, item.start..<item.end)
    }
    let shift = start - item.start
    items.append(
      BatchItem(
        start: start, event: item.event.moved(by: shift), addition: item.addition.moved(by: shift),
        end: item.end + shift, block: item.block, id: item.id))
  }

  // MARK: - Dead letters

  /// Appends the action of an item, as `_bulk` has it; without an index where none was named.
  func appendAction(of item: BatchItem, to out: inout JSONBuffer) {
    guard layout == .bulk else {
      return EventBatch.appendAction(index: [], id: item.id, to: &out)
    }
    body.withBytes { out.append($0, item.start..<item.event.lowerBound - 1) }
  }

  /// Appends the event of an item as it came.
  func appendEvent(of item: BatchItem, to out: inout JSONBuffer) {
    body.withBytes { bytes in
      guard !item.addition.isEmpty else { return out.append(bytes, item.event) }
      out.append(bytes, item.event.lowerBound..<item.addition.lowerBound)
      out.append(bytes, item.addition.upperBound..<item.event.upperBound)
    }
  }

  private static func appendAction(index: [UInt8], id: EventID, to out: inout JSONBuffer) {
    out.append("{\"create\":{")
    if !index.isEmpty {
      out.append("\"_index\":\"")
      out.append(index)
      out.append("\",")
    }
    out.append("\"_id\":\"")
    id.append(to: &out)
    out.append("\"}}")
  }
}

extension Range<Int> {
  /// The same places, where what they are in stands elsewhere.
  fileprivate func moved(by shift: Int) -> Range<Int> {
    lowerBound + shift..<upperBound + shift
  }
}
