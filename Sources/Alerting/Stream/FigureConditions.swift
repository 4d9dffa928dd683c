import Event

/// Numbers of events.
enum EventNumber {
  /// The number that a field is or spells; nil for all else.
  static func value(
    of field: EventField, _ fields: EventFields, _ event: Span<UInt8>
  ) -> Double? {
    guard let value = fields.value(of: field, in: event), !value.hasEscapes else { return nil }
    switch value.kind {
    case .number, .string:
      guard let number = QueryNumber.value(event, value.content), number.isFinite else {
        return nil
      }
      return number
    default: return nil
    }
  }
}

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
    match["spike_count"] = isCount ? .integer(Int64(current)) : .number(current)
    match["reference_count"] = isCount ? .integer(Int64(reference)) : .number(reference)
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

/// `metric_aggregation`: a figure of a field's values within a time, above or below a threshold.
final class MetricCondition: StreamCondition {
  /// The most values of a key of which each is kept, for percentiles and numbers of different values.
  private static let mostValues = 4096

  private let options: MetricOptions
  private var rings: SlotTable<BucketRing>
  private var values = SlotTable<[(time: Int64, value: Double)]>([])
  private var last = LastEvents()

  /// A rule that has seen nothing.
  init(_ options: MetricOptions) {
    self.options = options
    rings = SlotTable(BucketRing(timeframe: options.window, windows: 1))
  }

  /// Whether sums are not enough.
  private var needsValues: Bool {
    switch options.kind {
    case .percentile, .cardinality: true
    default: false
    }
  }

  func begin(_ slot: Int, at time: Int64) {
    rings.reset(slot)
    values.reset(slot)
    last.reset(slot)
  }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    let span = event.block.span.extracting(event.range)
    guard let value = number(fields, span) else { return look(slot, at: event.clock) }
    rings[slot].advance(to: event.clock)
    guard rings[slot].add(value, at: event.time) else { return ConditionVerdict(answer: .late) }
    if needsValues {
      values[slot].append((event.time, value))
      if values[slot].count > Self.mostValues { values[slot].removeFirst(Self.mostValues / 8) }
    }
    let verdict = look(slot, at: event.clock)
    if verdict.answer == .on { last.set(slot, event) }
    return verdict
  }

  /// A number; of other values, where only different ones are counted, one made of their hash.
  private func number(_ fields: EventFields, _ event: Span<UInt8>) -> Double? {
    guard options.kind == .cardinality || options.kind == .count else {
      return EventNumber.value(of: options.field, fields, event)
    }
    guard let value = fields.value(of: options.field, in: event), value.kind != .null else {
      return nil
    }
    var hash = KeyHash()
    hash.append(value, in: event)
    return Double(hash.value().high >> 12)
  }

  func look(_ slot: Int, at time: Int64) -> ConditionVerdict {
    rings[slot].advance(to: time)
    if needsValues { values[slot].removeAll { time - $0.time >= options.window } }
    let next = rings[slot].isEmpty ? nil : rings[slot].nextPart(after: time)
    guard let figure = figure(slot),
      options.most.map({ figure > $0 }) ?? false || options.least.map({ figure < $0 }) ?? false
    else { return ConditionVerdict(answer: .off, next: next) }
    return ConditionVerdict(answer: .on, next: next)
  }

  private func figure(_ slot: Int) -> Double? {
    let total = rings[slot].total()
    guard total.count > 0, total.count >= Double(options.leastEvents) else { return nil }
    return switch options.kind {
    case .least: total.least
    case .most: total.most
    case .mean: total.sum / total.count
    case .sum: total.sum
    case .count: total.count
    case .cardinality, .percentile: options.kind.figure(values[slot].map(\.value))
    }
  }

  func end(_ slot: Int) { last.reset(slot) }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    let figure = figure(slot)
    let number = figure.map { options.kind.number($0) } ?? .null
    var match = last[slot]
    match[options.name] = number
    match["metric_agg_value"] = number
    let bounds = [
      options.least.map { "at least \(ReasonText.number($0))" },
      options.most.map { "at most \(ReasonText.number($0))" },
    ].compactMap(\.self).joined(separator: ", ")
    let shown = figure.map { ReasonText.number($0) } ?? "nothing"
    return ConditionDetails(
      match: match,
      reason: "\(options.name) is \(shown) within \(ReasonText.duration(options.window)), "
        + "and should be \(bounds)")
  }

  func state(_ slot: Int) -> JSONTree {
    .array([
      rings[slot].state,
      .array(values[slot].map { .array([.integer($0.time), .number($0.value)]) }),
      last.state(slot),
    ])
  }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool {
    guard let parts = state.array, parts.count == 3, let kept = parts[1].array,
      rings[slot].restore(parts[0])
    else { return false }
    values[slot] = []
    for item in kept.suffix(Self.mostValues) {
      guard let pair = item.array, pair.count == 2, let time = pair[0].time,
        let value = pair[1].double
      else { return false }
      values[slot].append((time, value))
    }
    return last.restore(slot, parts[2])
  }
}

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
      options.violation(Int(total.sum), of: Int(total.count)) != nil
    else { return ConditionVerdict(answer: .off, next: next) }
    return ConditionVerdict(answer: .on, next: next)
  }

  func end(_ slot: Int) { last.reset(slot) }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    let total = rings[slot].total()
    let share = total.count > 0 ? total.sum / total.count * 100 : 0
    var match = last[slot]
    match["percentage"] = .number(share)
    match["denominator"] = .integer(Int64(total.count))
    let frame = ReasonText.duration(options.window)
    return ConditionDetails(
      match: match,
      reason:
        "\(ReasonText.number(share))% of \(ReasonText.events(Int(total.count))) within \(frame)")
  }

  func state(_ slot: Int) -> JSONTree { .array([rings[slot].state, last.state(slot)]) }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool {
    guard let parts = state.array, parts.count == 2, rings[slot].restore(parts[0]) else {
      return false
    }
    return last.restore(slot, parts[1])
  }
}
