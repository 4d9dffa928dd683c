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
