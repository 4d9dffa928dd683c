import Event

/// `flatline`: fewer events of a key than a threshold within a time, as soon as that time has passed.
final class FlatlineCondition: StreamCondition {
  private let options: FlatlineOptions
  private var rings = SlotTable(TimeRing())
  private var first = SlotTable<Int64>(0)

  /// A rule that has seen nothing.
  init(_ options: FlatlineOptions) { self.options = options }

  var watchesFromStart: Bool { true }

  var forgetsKeys: Bool { options.forgetsKeys }

  func begin(_ slot: Int, at time: Int64) {
    rings.reset(slot)
    first[slot] = time
  }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    guard event.clock - event.time < options.timeframe else {
      return ConditionVerdict(answer: .late)
    }
    rings[slot].insert(event.time, most: max(options.threshold, 1))
    return look(slot, at: event.clock)
  }

  func look(_ slot: Int, at time: Int64) -> ConditionVerdict {
    if options.threshold == 0 { return ConditionVerdict(answer: .off) }
    // Enough events, until the oldest of them is too old; and nothing is judged before its time.
    let enough = rings[slot].newest(options.threshold).map { $0 + options.timeframe }
    let end = max(enough ?? .min, first[slot] + options.timeframe)
    if time < end { return ConditionVerdict(answer: .off, next: end) }
    return ConditionVerdict(answer: .on)
  }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    let count = rings[slot].count(after: time - options.timeframe)
    let frame = ReasonText.duration(options.timeframe)
    return ConditionDetails(
      match: JSONObject([
        ("count", .integer(Int64(count))), ("threshold", .integer(Int64(options.threshold))),
      ]),
      reason: "\(ReasonText.events(count)) within \(frame), fewer than \(options.threshold)")
  }

  func progress(_ slot: Int, at time: Int64) -> String {
    let count = rings[slot].count(after: time - options.timeframe)
    return "\(count) of at least \(options.threshold) events within "
      + ReasonText.duration(options.timeframe)
  }

  func state(_ slot: Int) -> JSONTree { .array([rings[slot].state, .integer(first[slot])]) }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool {
    guard let parts = state.array, parts.count == 2, let time = parts[1].time else { return false }
    first[slot] = time
    return rings[slot].restore(parts[0], most: max(options.threshold, 1))
  }
}
