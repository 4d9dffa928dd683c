/// The windows of a rule by key, and how they are written down.
struct ElastAlertWindows {
  private let timeframe: Int64
  private var table: KeyTable<ElastAlertWindow> = KeyTable()

  /// No windows yet.
  init(timeframe: Int64) { self.timeframe = timeframe }

  /// The window of a key.
  subscript(key: ValueKey) -> ElastAlertWindow? { table[key] }

  /// The window of a key, which is made if there is none.
  mutating func window(_ key: ValueKey, named name: JSONTree) -> ElastAlertWindow {
    table.value(key, named: name) { ElastAlertWindow(timeframe: timeframe) }
  }

  /// Takes a window out.
  mutating func remove(_ key: ValueKey) { table.remove(key) }

  /// The keys in the order in which they came.
  var keys: [(key: ValueKey, name: JSONTree)] { table.keys }

  /// The windows with their events.
  var state: JSONTree {
    .array(
      keys.map { key, name in
        .array([
          name,
          .array(
            (table[key]?.events ?? []).map { entry in
              .array([.integer(entry.time), .number(entry.count), .object(entry.event.members)])
            }),
        ])
      })
  }

  /// Takes over windows; false if they are none.
  mutating func restore(_ state: JSONTree?) -> Bool {
    for item in state?.array ?? [] {
      guard let parts = item.array, parts.count == 2, let entries = parts[1].array else {
        return false
      }
      let window = window(ValueKey(parts[0]), named: parts[0])
      for entry in entries {
        guard let fields = entry.array, fields.count == 3, let time = fields[0].integer,
          let count = fields[1].double, let members = fields[2].object
        else { return false }
        window.append(
          ElastAlertWindow.Entry(
            time: time, count: count,
            event: ElastAlertEvent(members, EventInstant(microseconds: time))))
      }
    }
    return state?.array != nil
  }
}

/// Times by key, as states have them.
enum ElastAlertTimes {
  /// A list of keys and times.
  static func state(_ times: [ValueKey: Int64]) -> JSONTree {
    .array(
      times.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }.map { key, time in
        .array([.string(key.bytes), .integer(time)])
      })
  }

  /// The times of such a list; nil if it is none.
  static func restore(_ state: JSONTree?) -> [ValueKey: Int64]? {
    guard let items = state?.array else { return nil }
    var times: [ValueKey: Int64] = [:]
    for item in items {
      guard let parts = item.array, parts.count == 2, case .string(let key) = parts[0],
        let time = parts[1].integer
      else { return nil }
      times[ValueKey(bytes: key)] = time
    }
    return times
  }
}

/// `frequency`: so many events of a key within a time; then all are forgotten.
struct ElastAlertFrequency: ElastAlertRule {
  /// The rule's options.
  let options: FrequencyOptions
  /// The rule's key.
  let context: ElastAlertContext
  private var windows: ElastAlertWindows

  /// A rule that has seen nothing.
  init(options: FrequencyOptions, context: ElastAlertContext) {
    self.options = options
    self.context = context
    windows = ElastAlertWindows(timeframe: options.timeframe)
  }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    for event in events {
      guard let time = event.time else { continue }
      let name = context.key(of: event)
      let key = ValueKey(name)
      let window = windows.window(key, named: name)
      window.append(ElastAlertWindow.Entry(time: time, count: 1, event: event))
      guard window.count >= Double(options.count), let newest = window.newest else { continue }
      var match = newest.event.members
      if options.attachesRelated {
        match["related_events"] = .array(
          window.events.dropLast().map { .object($0.event.members) })
      }
      matches.append(match)
      windows.remove(key)
    }
  }

  mutating func tick(_ time: EventInstant, _ matches: inout [JSONObject]) {
    for (key, _) in windows.keys {
      guard let newest = windows[key]?.newest else { continue }
      if time.microseconds - newest.time > options.timeframe { windows.remove(key) }
    }
  }

  var state: JSONTree { windows.state }

  mutating func restore(_ state: JSONTree) -> Bool { windows.restore(state) }
}

/// `flatline`: fewer events of a key than a threshold, looked at when a delivery ends, for its last event's key, and at
/// each tick.
struct ElastAlertFlatline: ElastAlertRule {
  /// The rule's options.
  let options: FlatlineOptions
  /// The rule's key.
  let context: ElastAlertContext
  private var windows: ElastAlertWindows
  private var firstTimes: [ValueKey: Int64] = [:]

  /// A rule that has seen nothing.
  init(options: FlatlineOptions, context: ElastAlertContext) {
    self.options = options
    self.context = context
    windows = ElastAlertWindows(timeframe: options.timeframe)
  }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    var last: JSONTree?
    for event in events {
      guard let time = event.time else { continue }
      let name = context.key(of: event)
      windows.window(ValueKey(name), named: name)
        .append(ElastAlertWindow.Entry(time: time, count: 1, event: event))
      last = name
    }
    if let last { check(last, &matches) }
  }

  mutating func tick(_ time: EventInstant, _ matches: inout [JSONObject]) {
    var keys = windows.keys.map(\.name)
    if keys.isEmpty, context.queryKey == nil { keys = [ElastAlertContext.all] }
    for name in keys {
      let key = ValueKey(name)
      let placeholder = ElastAlertEvent(tick: time, context.timestamp)
      windows.window(key, named: name)
        .append(
          ElastAlertWindow.Entry(time: time.microseconds, count: 0, event: placeholder))
      if firstTimes[key] == nil { firstTimes[key] = time.microseconds }
      check(name, &matches)
    }
  }

  private mutating func check(_ name: JSONTree, _ matches: inout [JSONObject]) {
    let key = ValueKey(name)
    guard let window = windows[key], let newest = window.newest, let oldest = window.events.first
    else { return }
    let first = firstTimes[key] ?? newest.time
    firstTimes[key] = first
    guard newest.time - first >= options.timeframe, window.count < Double(options.threshold) else {
      return
    }
    matches.append(
      newest.event.with([
        ("key", name), ("count", .integer(Int64(window.count))),
        ("threshold", .integer(Int64(options.threshold))),
      ]))
    if options.forgetsKeys {
      firstTimes[key] = nil
      windows.remove(key)
    } else {
      firstTimes[key] = min(oldest.time, newest.time - options.timeframe)
    }
  }

  var state: JSONTree {
    .object(
      JSONObject([("windows", windows.state), ("first", ElastAlertTimes.state(firstTimes))]))
  }

  mutating func restore(_ state: JSONTree) -> Bool {
    guard let parts = state.object, windows.restore(parts["windows"]),
      let times = ElastAlertTimes.restore(parts["first"])
    else { return false }
    firstTimes = times
    return true
  }
}
