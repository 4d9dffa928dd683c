/// `any`: every event matches.
struct ElastAlertAny: ElastAlertRule {
  var needsTime: Bool { false }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    matches += events.map(\.members)
  }
}

/// `blacklist` and `whitelist`.
struct ElastAlertListed: ElastAlertRule {
  /// The rule's options.
  let options: ListedOptions

  var needsTime: Bool { false }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    for event in events where options.matches(options.field.value(in: event.members)) {
      matches.append(event.members)
    }
  }
}

extension ListedOptions {
  /// Whether a value matches; nil or `null` where the event has none.
  func matches(_ value: JSONTree?) -> Bool {
    guard let value, !value.isNull else { return isWhitelist && !ignoresNull }
    // A list or an object is in no list; ElastAlert fails on it.
    return entries.contains(ValueKey(value)) != isWhitelist
  }
}

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
      if options.timeframe != nil { times[key] = event.time }
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
      times[key] = parts[2].integer
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

/// `new_term`: a value that was not there before. Nothing is known at the start, and nothing is forgotten.
struct ElastAlertNewTerm: ElastAlertRule {
  /// The rule's options.
  let options: NewTermOptions
  private var seen: [[ValueKey: JSONTree]]

  /// A rule that has seen nothing.
  init(options: NewTermOptions) {
    self.options = options
    seen = Array(repeating: [:], count: options.terms.count)
  }

  var needsTime: Bool { false }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    for event in events {
      // What is added to an event stays there for the next field.
      var document = event.members
      for (index, term) in options.terms.enumerated() {
        guard let value = term.value(in: event.members) else {
          if options.alertsOnMissing {
            document["missing_field"] = term.name
            matches.append(document)
          }
          continue
        }
        let key = ValueKey(value)
        if seen[index][key] == nil {
          document["new_field"] = term.name
          matches.append(document)
          seen[index][key] = value
        }
      }
    }
  }

  var state: JSONTree {
    .array(
      seen.map { values in
        .array(
          values.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }.map(\.value))
      })
  }

  mutating func restore(_ state: JSONTree) -> Bool {
    guard let lists = state.array, lists.count == seen.count else { return false }
    for (index, list) in lists.enumerated() {
      for value in list.array ?? [] { seen[index][ValueKey(value)] = value }
    }
    return true
  }
}

extension NewTermOptions.Term {
  /// The value of the field, or the list of those of several; nil where one is missing or empty.
  func value(in members: JSONObject) -> JSONTree? {
    var values: [JSONTree] = []
    for field in fields {
      guard let value = field.value(in: members), !value.isFalsy else { return nil }
      values.append(value)
    }
    return isComposite ? .array(values) : values.first
  }
}
