import Event

/// `change`: another value than in the key's last event, by the events' time.
final class ChangeCondition: StreamCondition {
  private struct Known {
    var time: Int64?
    var hash = EventHash.Value(high: 0, low: 0)
    /// The values, as a JSON array.
    var values: [UInt8] = []
    /// The values before.
    var before: [UInt8] = []
  }

  private let options: ChangeOptions
  private var known = SlotTable(Known())
  private var last = LastEvents()

  /// A rule that has seen nothing.
  init(_ options: ChangeOptions) { self.options = options }

  func begin(_ slot: Int, at time: Int64) {
    known.reset(slot)
    last.reset(slot)
  }

  func add(_ event: StreamEvent, _ fields: EventFields, _ slot: Int) -> ConditionVerdict {
    let span = event.block.span.extracting(event.range)
    var hash = KeyHash()
    for field in options.fields {
      let value = fields.value(of: field, in: span)
      if options.ignoresNull, Self.isEmpty(value, span) { return ConditionVerdict(answer: .off) }
      hash.append(value, in: span)
    }
    let new = hash.value()
    let old = known[slot]
    if let time = old.time, event.time < time { return ConditionVerdict(answer: .late) }
    let isChange = old.time != nil && old.hash != new
    let isInTime = options.timeframe.map { event.time - (old.time ?? event.time) <= $0 } ?? true
    known[slot].time = event.time
    if old.time == nil || isChange {
      known[slot].hash = new
      known[slot].before = old.values
      known[slot].values = FieldValues.json(options.fields, fields, span)
    }
    guard isChange, isInTime else { return ConditionVerdict(answer: .off) }
    last.set(slot, event)
    return ConditionVerdict(answer: .moment)
  }

  /// Zero is a value, and so is `false`.
  private static func isEmpty(_ value: JSONValueRange?, _ event: Span<UInt8>) -> Bool {
    guard let value else { return true }
    switch value.kind {
    case .null: return true
    case .string, .array, .object: return value.range.count == 2
    case .number, .true, .false: return false
    }
  }

  func details(_ slot: Int, at time: Int64) -> ConditionDetails {
    var match = last[slot]
    let old = JSONTree(json: known[slot].before) ?? .null
    let new = JSONTree(json: known[slot].values) ?? .null
    match["old_value"] = old
    match["new_value"] = new
    let names = options.fields.map(\.name).joined(separator: ", ")
    return ConditionDetails(
      match: match, reason: "\(names) changed from \(old.json) to \(new.json)")
  }

  func progress(_ slot: Int, at time: Int64) -> String {
    guard known[slot].time != nil else { return "has an empty value, and is passed over" }
    return "\(options.fields.map(\.name).joined(separator: ", ")) is "
      + String(decoding: known[slot].values, as: UTF8.self)
  }

  func state(_ slot: Int) -> JSONTree {
    let known = known[slot]
    guard let time = known.time else { return .null }
    return .array([.integer(time), .string(known.values), .string(known.before), last.state(slot)])
  }

  func restore(_ slot: Int, _ state: JSONTree) -> Bool {
    if state.isNull { return true }
    guard let parts = state.array, parts.count == 4, let time = parts[0].time,
      case .string(let values) = parts[1], case .string(let before) = parts[2]
    else { return false }
    known[slot] = Known(
      time: time, hash: FieldValues.hash(values), values: values, before: before)
    return last.restore(slot, parts[3])
  }
}
