import Event

/// `pair`: an event without the one that should follow it within a time, as 04504 (lost) without 04503 (connected).
final class PairCondition: StreamCondition {
  private struct Open {
    /// When the first event came that was not ended since; nil if there is none.
    var since: Int64?
    /// The latest time of an end, which may come before the beginning that it belongs to.
    var lastClear: Int64?
  }

  private let options: PairOptions
  private let detect: QueryEvaluator
  private let clear: QueryEvaluator
  private var open = SlotTable(Open())
  private var last = LastEvents()

  /// A rule that has seen nothing.
  init(_ options: PairOptions) {
    self.options = options
    detect = QueryEvaluator(options.detect)
    clear = QueryEvaluator(options.clear)
  }

  func begin(_ slot: Int, at time: Int64) {
    open.reset(slot)
    last.reset(slot)
  }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    let span = event.block.span.extracting(event.range)
    if clear.matches(span, fields) {
      open[slot].lastClear = max(open[slot].lastClear ?? event.time, event.time)
      if let since = open[slot].since, event.time >= since { open[slot].since = nil }
    } else if detect.matches(span, fields) {
      begin(event, slot)
    }
    return look(slot, at: event.clock)
  }

  private func begin(_ event: StreamEvent, _ slot: Int) {
    if let end = open[slot].lastClear, end >= event.time { return }
    if let since = open[slot].since, since <= event.time { return }
    open[slot].since = event.time
    last.set(slot, event)
  }

  func look(_ slot: Int, at time: Int64) -> ConditionVerdict {
    guard let since = open[slot].since else { return ConditionVerdict(answer: .off) }
    let end = since + options.timeframe
    return time < end
      ? ConditionVerdict(answer: .off, next: end) : ConditionVerdict(answer: .on)
  }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    ConditionDetails(
      match: last[slot],
      reason: "nothing has cleared it within \(ReasonText.duration(options.timeframe))")
  }

  func progress(_ slot: Int, at time: Int64) -> String {
    guard let since = open[slot].since else { return "nothing is open" }
    return "open, and may be cleared until "
      + EventInstant(microseconds: since + options.timeframe).shown
  }

  func state(_ slot: Int) -> JSONTree {
    .array([
      open[slot].since.map { .integer($0) } ?? .null,
      open[slot].lastClear.map { .integer($0) } ?? .null, last.state(slot),
    ])
  }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool {
    guard let parts = state.array, parts.count == 3 else { return false }
    open[slot] = Open(since: parts[0].time, lastClear: parts[1].time)
    return last.restore(slot, parts[2])
  }
}
