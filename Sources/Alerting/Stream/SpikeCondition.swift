import Event

/// `spike`: the events of one window against those of the window before it, or a figure of a field.
final class SpikeCondition: StreamCondition {
  private let options: SpikeOptions
  private let hasKey: Bool
  private var rings: SlotTable<BucketRing>
  private var first = SlotTable<Int64>(0)
  private var last = LastEvents()
  private var wasFilledOnce = false

  /// A rule that has seen nothing; `hasKey` if it has a query key.
  init(_ options: SpikeOptions, hasKey: Bool) {
    self.options = options
    self.hasKey = hasKey
    rings = SlotTable(BucketRing(timeframe: options.timeframe, windows: 2))
  }

  var watchesFromStart: Bool { true }

  func begin(_ slot: Int, at time: Int64) {
    rings.reset(slot)
    first[slot] = time
    last.reset(slot)
  }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    let span = event.block.span.extracting(event.range)
    var value = 1.0
    if let field = options.valueField {
      guard let number = EventNumber.value(of: field, fields, span) else {
        return look(slot, at: event.clock)
      }
      value = number
    }
    rings[slot].advance(to: event.clock)
    guard rings[slot].add(value, at: event.time) else { return ConditionVerdict(answer: .late) }
    let verdict = look(slot, at: event.clock)
    if verdict.answer == .on { last.set(slot, event) }
    return verdict
  }

  func look(_ slot: Int, at time: Int64) -> ConditionVerdict {
    rings[slot].advance(to: time)
    let next = rings[slot].isEmpty ? nil : rings[slot].nextPart(after: time)
    let isFilled = time - first[slot] >= 2 * options.timeframe
    if isFilled { wasFilledOnce = true }
    guard isFilled || wasFilledOnce && hasKey && options.alertsOnNewData,
      isSpike(values(slot))
    else { return ConditionVerdict(answer: .off, next: next) }
    return ConditionVerdict(answer: .on, next: next)
  }

  private func values(_ slot: Int) -> (reference: Double, current: Double)? {
    func value(_ window: Int) -> Double? {
      let total = rings[slot].total(window: window)
      guard options.valueField != nil else { return total.count }
      guard total.count > 0 else { return nil }
      return switch options.metric {
      case .sum: total.sum
      case .least: total.least
      case .most: total.most
      case .count: total.count
      default: total.sum / total.count
      }
    }
    guard let reference = value(1), let current = value(0) else { return nil }
    return (reference, current)
  }

  /// Something after nothing is no spike, unless the rule says so with `threshold_ref: 0`; nothing after nothing never is.
  private func isSpike(_ values: (reference: Double, current: Double)?) -> Bool {
    let least = options.referenceThreshold ?? (options.valueField == nil ? 1 : -.infinity)
    guard let (reference, current) = values, reference != 0 || current != 0,
      reference >= least, current >= options.currentThreshold
    else { return false }
    let isUp = current >= reference * options.height && current > reference
    let isDown = current <= reference / options.height && current < reference
    return options.direction != .down && isUp || options.direction != .up && isDown
  }

  func end(_ slot: Int) { last.reset(slot) }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    let (reference, current) = values(slot) ?? (0, 0)
    var match = last[slot]
    let isCount = options.valueField == nil
    match["spike_count"] = isCount ? .integer(current.wholeNumber) : .number(current)
    match["reference_count"] = isCount ? .integer(reference.wholeNumber) : .number(reference)
    let what = options.valueField.map { "\($0.name) is" } ?? "events:"
    let frame = ReasonText.duration(options.timeframe)
    return ConditionDetails(
      match: match,
      reason: "\(what) \(ReasonText.number(current)) within \(frame), "
        + "\(ReasonText.number(reference)) within the \(frame) before")
  }

  func state(_ slot: Int) -> JSONTree {
    .array([
      rings[slot].state, .integer(first[slot]), last.state(slot), .boolean(wasFilledOnce),
    ])
  }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool {
    guard let parts = state.array, parts.count == 4, let time = parts[1].time,
      rings[slot].restore(parts[0])
    else { return false }
    first[slot] = time
    wasFilledOnce = wasFilledOnce || parts[3] == .boolean(true)
    return last.restore(slot, parts[2])
  }
}
