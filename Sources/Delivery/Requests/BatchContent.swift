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

  /// What is usual for an event, for reserving memory.
  static let usualBytes = 512
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

/// Events as they are sent, and where each of them stands.
///
/// A value, so that adding an event is one access to the batch that has it, whatever is written.
struct BatchContent: ~Copyable {
  let layout: BatchLayout
  private(set) var items: [BatchItem] = []
  private(set) var body: JSONBuffer

  /// Makes one without events.
  init(_ layout: BatchLayout, capacity: Int) {
    self.layout = layout
    body = JSONBuffer(capacity: capacity)
    items.reserveCapacity(capacity / BatchItem.usualBytes)
    if layout == .array { body.append(UInt8(ascii: "[")) }
  }

  /// Puts the byte that ends the body in the place of the one that separates events, or takes it back.
  mutating func end(_ isEnded: Bool) {
    guard layout == .array, !items.isEmpty else { return }
    body.truncate(to: body.count - 1)
    body.append(UInt8(ascii: isEnded ? "]" : ","))
  }

  /// Adds an event; `index` is where it goes, for those that are told so.
  mutating func append(_ event: Span<UInt8>, id: EventID, index: [UInt8], block: Int) {
    let start = body.count
    let place: Int
    var addition = 0..<0
    switch layout {
    case .bulk:
      BatchContent.appendAction(index: index, id: id, to: &body)
      body.append(UInt8(ascii: "\n"))
      place = body.count
      body.append(event)
    case .array:
      place = start
      addition = EventMetadata(in: event).append(event, id: id, to: &body)
    case .frames:
      let metadata = EventMetadata(in: event)
      LumberjackFrame.appendHead(
        sequence: items.count + 1, length: event.count + metadata.length, to: &body)
      place = body.count
      addition = metadata.append(event, id: id, to: &body)
    }
    let end = body.count
    if layout != .frames { body.append(UInt8(ascii: layout == .bulk ? "\n" : ",")) }
    items.append(
      BatchItem(
        start: start, event: place..<end, addition: addition, end: body.count, block: block, id: id)
    )
  }

  /// Adds an item of another one of the same layout, whose bytes are `bytes`.
  mutating func append(_ item: BatchItem, of bytes: Span<UInt8>) {
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

  /// Appends what `_bulk` is told to do with an event; without an index where none is named.
  static func appendAction(index: [UInt8], id: EventID, to out: inout JSONBuffer) {
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
