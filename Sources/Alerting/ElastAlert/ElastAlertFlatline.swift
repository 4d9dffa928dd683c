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
      if firstTimes[key] == nil { ElastAlertTimes.set(&firstTimes, key, time.microseconds) }
      check(name, &matches)
    }
  }

  private mutating func check(_ name: JSONTree, _ matches: inout [JSONObject]) {
    let key = ValueKey(name)
    guard let window = windows[key], let newest = window.newest, let oldest = window.events.first
    else { return }
    let first = firstTimes[key] ?? newest.time
    ElastAlertTimes.set(&firstTimes, key, first)
    guard newest.time - first >= options.timeframe, window.count < Double(options.threshold) else {
      return
    }
    matches.append(
      newest.event.with([
        ("key", name), ("count", .integer(window.count.wholeNumber)),
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
