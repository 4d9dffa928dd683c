package import Delivery
import Event
import Synchronization

/// Which ids stand together in one event, over all events: the first of the two passes.
///
/// Memory grows with the distinct ids, and by 24 bytes for a message that has a reference id and names
/// a call; nothing is allocated for an event whose ids are known.
package final class CallIDs: EventSink {
  private struct State: ~Copyable {
    var event: EventIDs
    var ties = Ties()
    var calls = CallMarks()
  }

  private let state: Mutex<State>
  private let marksCalls: Bool

  /// Makes one that knows no id.
  ///
  /// - Parameter number: a number or DN whose calls are to be listed.
  package init(number: String? = nil) {
    marksCalls = number != nil
    state = Mutex(State(event: EventIDs(number: Array((number ?? "").utf8))))
  }

  /// Whether there were more ids than can be kept, so that a call may not be followed to its end.
  package var isFull: Bool { state.withLock { $0.ties.isFull } }

  /// Takes in the ids of a block of events.
  package func write(_ bytes: Span<UInt8>, events: Int) throws(DeliveryError) {
    state.withLock { state in
      var lines = LineRanges(0)
      while let line = lines.next(in: bytes) {
        let event = bytes.extracting(line)
        state.event.read(event)
        guard state.event.count > 0 else { continue }
        state.ties.take(state.event)
        if marksCalls {
          state.calls.mark(state.ties.numbers, state.event, time: state.event.time(in: event))
        }
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

  /// The calls in which the number took part, in the order of time.
  package var calls: [ListedCall] {
    state.withLock { $0.calls.list($0.ties) }
  }

  /// Ids that contain `text`, a few of them: what may have been meant.
  package func suggestions(for text: String) -> [CallID] {
    state.withLock { IDQuery.suggestions(for: text, in: $0.ties.table) }
  }
}
