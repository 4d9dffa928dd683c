/// `change`: a value differs from the last one that came, whatever its time.
struct ElastAlertChange: ElastAlertRule {
  /// The rule's options.
  let options: ChangeOptions
  /// The rule's key.
  let context: ElastAlertContext
  private var values: KeyTable<[JSONTree]> = KeyTable()
  private var times: [ValueKey: Int64] = [:]

  /// A rule that has seen nothing.
  init(options: ChangeOptions, context: ElastAlertContext) {
    self.options = options
    self.context = context
  }

  var needsTime: Bool { options.timeframe != nil }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    for event in events {
      let name = context.key(of: event)
      let key = ValueKey(name)
      let new = options.fields.map { $0.value(in: event.members) ?? .null }
      if options.skips(new) { continue }
      if let old = values[key], old != new, isInTime(event, key) {
        matches.append(event.with([("old_value", .array(old)), ("new_value", .array(new))]))
      }
      values.set(key, named: name, new)
      if options.timeframe != nil, let time = event.time {
        ElastAlertTimes.set(&times, key, time)
      }
    }
  }

  /// Whether the last event of the key is not too long ago.
  private func isInTime(_ event: ElastAlertEvent, _ key: ValueKey) -> Bool {
    guard let timeframe = options.timeframe, let last = times[key], let time = event.time else {
      return true
    }
    return time - last <= timeframe
  }

  var state: JSONTree {
    .array(
      values.keys.map { key, name in
        .array([
          name, .array(values[key] ?? []), times[key].map { .integer($0) } ?? .null,
        ])
      })
  }

  mutating func restore(_ state: JSONTree) -> Bool {
    for item in state.array ?? [] {
      guard let parts = item.array, parts.count == 3, let old = parts[1].array else { return false }
      let key = ValueKey(parts[0])
      values.set(key, named: parts[0], old)
      times[key] = parts[2].time
    }
    return state.array != nil
  }
}

extension ChangeOptions {
  /// Whether an event with these values is passed over: any of them is empty, zero too, but not `false`.
  func skips(_ values: [JSONTree]) -> Bool {
    ignoresNull
      && values.contains { value in
        if case .boolean = value { return false }
        return value.isFalsy
      }
  }
}
