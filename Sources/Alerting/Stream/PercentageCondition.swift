import Event

/// `percentage_match`: the share of events within a time that pass a second query.
final class PercentageCondition: StreamCondition {
  private let options: PercentageOptions
  private let evaluator: QueryEvaluator
  /// The sum of a part is how many of its events pass.
  private var rings: SlotTable<BucketRing>
  private var last = LastEvents()

  /// A rule that has seen nothing.
  init(_ options: PercentageOptions) {
    self.options = options
    evaluator = QueryEvaluator(options.query)
    rings = SlotTable(BucketRing(timeframe: options.window, windows: 1))
  }

  func begin(_ slot: Int, at time: Int64) {
    rings.reset(slot)
    last.reset(slot)
  }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    let span = event.block.span.extracting(event.range)
    rings[slot].advance(to: event.clock)
    guard rings[slot].add(evaluator.matches(span, fields) ? 1 : 0, at: event.time) else {
      return ConditionVerdict(answer: .late)
    }
    let verdict = look(slot, at: event.clock)
    if verdict.answer == .on { last.set(slot, event) }
    return verdict
  }

  func look(_ slot: Int, at time: Int64) -> ConditionVerdict {
    rings[slot].advance(to: time)
    let next = rings[slot].isEmpty ? nil : rings[slot].nextPart(after: time)
    let total = rings[slot].total()
    guard total.count >= Double(options.leastEvents),
      options.violation(Int(total.sum.wholeNumber), of: Int(total.count.wholeNumber)) != nil
    else { return ConditionVerdict(answer: .off, next: next) }
    return ConditionVerdict(answer: .on, next: next)
  }

  func end(_ slot: Int) { last.reset(slot) }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    let total = rings[slot].total()
    let share = total.count > 0 ? total.sum / total.count * 100 : 0
    var match = last[slot]
    match["percentage"] = .number(share)
    match["denominator"] = .integer(total.count.wholeNumber)
    let frame = ReasonText.duration(options.window)
    return ConditionDetails(
      match: match,
      reason:
        "\(ReasonText.number(share))% of \(ReasonText.events(Int(total.count.wholeNumber))) within \(frame)"
    )
  }

  func state(_ slot: Int) -> JSONTree { .array([rings[slot].state, last.state(slot)]) }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool {
    guard let parts = state.array, parts.count == 2, rings[slot].restore(parts[0]) else {
      return false
    }
    return last.restore(slot, parts[1])
  }
}
