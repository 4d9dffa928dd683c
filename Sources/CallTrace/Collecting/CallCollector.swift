package import Delivery
import Event
import Synchronization

/// Keeps the events of one call: the second of the two passes.
///
/// An event is of the call if it has an id of it, if it is the answer to one of its requests, if it
/// says to whom a message of the call was sent, or if no rule knew it and its text has an id.
package final class CallCollector: EventSink {
  /// More is no story; the rest is only counted.
  private static let maxEvents = 50_000
  private static let maxBytes = 256 << 20

  private struct State: ~Copyable {
    var event = EventIDs()
    var events: [CallEvent] = []
    var byteCount = 0
    var leftOut = 0
    var time: Int64 = 0
    var delivery = DeliveryLines()
  }

  private let closure: CallClosure
  private let mentions: IDMentions
  private let state = Mutex(State())

  /// Keeps the events of `closure`.
  package init(_ closure: CallClosure) {
    self.closure = closure
    mentions = IDMentions(closure.ids)
  }

  /// Takes in a block of events.
  package func write(_ bytes: Span<UInt8>, events: Int) throws(DeliveryError) {
    state.withLock { state in
      var lines = LineRanges(0)
      while let line = lines.next(in: bytes) { take(bytes.extracting(line), &state) }
    }
  }

  /// Nothing is held back.
  package func finish() throws(DeliveryError) {}

  /// What was kept, in the order of time; events of one time as they came.
  package var collected: CollectedEvents {
    state.withLock { CollectedEvents($0.events, leftOut: $0.leftOut) }
  }

  private func take(_ event: Span<UInt8>, _ state: inout State) {
    state.event.read(event)
    if let time = state.event.time(in: event) { state.time = time }
    if closure.contains(state.event) {
      state.delivery.open(after: state.event, event, owner: state.events.count)
      keep(event, owner: nil, &state)
    } else if let owner = state.delivery.owner(of: state.event, event) {
      keep(event, owner: owner, &state)
    } else if state.event.isUnmatched, state.event.count == 0, mentions.occur(in: event) {
      keep(event, owner: nil, &state)
    }
  }

  private func keep(_ event: Span<UInt8>, owner: Int?, _ state: inout State) {
    guard state.events.count < CallCollector.maxEvents,
      state.byteCount + event.count <= CallCollector.maxBytes
    else {
      state.leftOut += 1
      return
    }
    state.byteCount += event.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(event.count)
    for index in 0..<event.count { bytes.append(event[index]) }
    let time = owner.map { state.events[$0].time } ?? state.time
    state.events.append(CallEvent(bytes: bytes, time: time, owner: owner))
  }
}

/// The events of a call in the order of time.
package struct CollectedEvents: Sendable {
  /// The events.
  package let events: [CallEvent]
  /// How many more there were.
  package let leftOut: Int

  init(_ unordered: [CallEvent], leftOut: Int) {
    self.leftOut = leftOut
    // The place breaks ties: Swift's sort promises no order of equals.
    let order = unordered.indices.sorted {
      (unordered[$0].time, $0) < (unordered[$1].time, $1)
    }
    var place = [Int](repeating: 0, count: unordered.count)
    for (new, old) in order.enumerated() { place[old] = new }
    events = order.map { old in
      let event = unordered[old]
      return CallEvent(
        bytes: event.bytes, time: event.time, owner: event.owner.map { place[$0] })
    }
  }
}
