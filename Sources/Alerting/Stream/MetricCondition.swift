import Event

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
