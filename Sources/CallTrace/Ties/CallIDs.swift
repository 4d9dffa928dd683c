package import Delivery
import Event
import Synchronization

/// Which ids stand together in one event, over all events: the first of the two passes.
///
/// Memory grows with the distinct ids, and by 24 bytes for a message that has a reference id and names
/// a call; nothing is allocated for an event whose ids are known.
package final class CallIDs: EventSink {
  private struct State: ~Copyable {
    var event = EventIDs()
    var ties = Ties()
  }

  private let state = Mutex(State())

  /// Makes one that knows no id.
  package init() {}

  /// Whether there were more ids than can be kept, so that a call may not be followed to its end.
  package var isFull: Bool { state.withLock { $0.ties.isFull } }

  /// Takes in the ids of a block of events.
  package func write(_ bytes: Span<UInt8>, events: Int) throws(DeliveryError) {
    state.withLock { state in
      var lines = LineRanges(0)
      while let line = lines.next(in: bytes) {
        state.event.read(bytes.extracting(line))
        if state.event.count > 0 { state.ties.take(state.event) }
      }
    }
  }

  /// Nothing is held back.
  package func finish() throws(DeliveryError) {}

  /// All that belongs to the call of which `text` is an id; nil if no event has it.
  ///
  /// A connection id may be given in any case, and so may another id if only one is like it.
  package func closure(of text: String) -> CallClosure? {
    state.withLock { state in
      let start = IDQuery.numbers(of: text, in: state.ties.table)
      guard !start.isEmpty else { return nil }
      var search = ClosureSearch(state.ties)
      search.run(from: start)
      return search.closure
    }
  }

  /// Ids that contain `text`, a few of them: what may have been meant.
  package func suggestions(for text: String) -> [CallID] {
    state.withLock { IDQuery.suggestions(for: text, in: $0.ties.table) }
  }
}

/// The ids of all events, and what ties them.
struct Ties: Sendable {
  /// More messages with a reference id are not noted: 4 million, some 100 MB.
  private static let maxRequests = 1 << 22

  private(set) var table = IDTable()
  private(set) var graph = IDGraph()
  /// The messages that have a reference id and name a call.
  private(set) var requests: [RequestTie] = []
  /// Whether there was more than can be kept.
  private(set) var isFull = false
  private var numbers: [Int32] = []

  /// Takes in the ids of one event.
  mutating func take(_ event: borrowing EventIDs) {
    numbers.removeAll(keepingCapacity: true)
    for index in 0..<event.count {
      if let number = table.intern(event.text.span.extracting(event.range(index)), event.kinds[index]) {
        numbers.append(number)
      } else {
        isFull = true
      }
    }
    for index in numbers.indices.dropFirst() {
      for other in 0..<index { graph.tie(numbers[index], numbers[other]) }
    }
    var request = event.request
    guard request.reference != 0, let id = numbers.first else { return }
    request.id = id
    if requests.count < Ties.maxRequests { requests.append(request) } else { isFull = true }
  }
}
