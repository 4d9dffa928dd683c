import Event

/// `cardinality`: too many different values of a field within a time, or too few.
final class CardinalityCondition: StreamCondition {
  /// The most values of a key that are told apart.
  private static let mostValues = 100_000

  private let options: CardinalityOptions
  private let bound: Int
  private var values = SlotTable<[EventHash.Value: Int64]>([:])
  private var first = SlotTable<Int64>(0)
  private var last = LastEvents()

  /// A rule that has seen nothing.
  init(_ options: CardinalityOptions) {
    self.options = options
    bound = min(max(options.most ?? 0, options.least ?? 0), Self.mostValues - 1) + 1
  }

  func begin(_ slot: Int, at time: Int64) {
    values.reset(slot)
    first[slot] = time
    last.reset(slot)
  }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    guard event.clock - event.time < options.timeframe else {
      return ConditionVerdict(answer: .late)
    }
    let span = event.block.span.extracting(event.range)
    if let value = fields.value(of: options.field, in: span), value.kind != .null {
      var hash = KeyHash()
      hash.append(value, in: span)
      let name = hash.value()
      let time = max(values[slot][name] ?? event.time, event.time)
      values[slot][name] = time
      if values[slot].count > bound { dropOldest(slot) }
    }
    let verdict = look(slot, at: event.clock)
    if verdict.answer == .on { last.set(slot, event) }
    return verdict
  }

  /// No more values are kept than have to be told apart.
  private func dropOldest(_ slot: Int) {
    let oldest = values[slot].min {
      ($0.value, $0.key.high, $0.key.low) < ($1.value, $1.key.high, $1.key.low)
    }
    if let oldest { values[slot][oldest.key] = nil }
  }

  func look(_ slot: Int, at time: Int64) -> ConditionVerdict {
    if let most = options.most, let oldest = newest(most + 1, slot),
      time - oldest < options.timeframe
    {
      return ConditionVerdict(answer: .on, next: oldest + options.timeframe)
    }
    guard let least = options.least, least > 0 else { return ConditionVerdict(answer: .off) }
    let enough = newest(least, slot).map { $0 + options.timeframe }
    let end = max(enough ?? .min, first[slot] + options.timeframe)
    if time < end { return ConditionVerdict(answer: .off, next: end) }
    return ConditionVerdict(answer: .on)
  }

  /// The time that so many values were last seen at or after; nil if there are fewer.
  private func newest(_ number: Int, _ slot: Int) -> Int64? {
    let seen = values[slot]
    guard number >= 1, seen.count >= number else { return nil }
    return seen.values.sorted(by: >)[number - 1]
  }

  func progress(_ slot: Int, at time: Int64) -> String {
    let count = values[slot].values.count { time - $0 < options.timeframe }
    return
      "\(count) values of \(options.field.name) within \(ReasonText.duration(options.timeframe))"
  }

  func end(_ slot: Int) { last.reset(slot) }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    let count = values[slot].values.count { time - $0 < options.timeframe }
    let isMany = options.most.map { count > $0 } ?? false
    let bound = isMany ? "more than \(options.most ?? 0)" : "fewer than \(options.least ?? 0)"
    var match = last[slot]
    match["cardinality"] = .integer(Int64(count))
    let frame = ReasonText.duration(options.timeframe)
    return ConditionDetails(
      match: match, reason: "\(count) values of \(options.field.name) within \(frame), \(bound)")
  }

  func state(_ slot: Int) -> JSONTree {
    let seen = values[slot].sorted { ($0.key.high, $0.key.low) < ($1.key.high, $1.key.low) }
    return .array([
      .array(
        seen.map { key, time in
          .array([
            .integer(Int64(bitPattern: key.high)), .integer(Int64(bitPattern: key.low)),
            .integer(time),
          ])
        }), .integer(first[slot]), last.state(slot),
    ])
  }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool {
    guard let parts = state.array, parts.count == 3, let seen = parts[0].array,
      let time = parts[1].time
    else { return false }
    for item in seen.prefix(bound) {
      guard let value = item.array, value.count == 3, let high = value[0].integer,
        let low = value[1].integer, let time = value[2].time
      else { return false }
      let key = EventHash.Value(
        high: UInt64(bitPattern: high), low: UInt64(bitPattern: low))
      values[slot][key] = time
    }
    first[slot] = time
    return last.restore(slot, parts[2])
  }
}
