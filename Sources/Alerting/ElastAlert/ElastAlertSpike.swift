/// `spike`: the events of one window against those of the window before it.
struct ElastAlertSpike: ElastAlertRule {
  /// The rule's options.
  let options: SpikeOptions
  /// The rule's key.
  let context: ElastAlertContext
  private var references: ElastAlertWindows
  private var currents: ElastAlertWindows
  private var firstTimes: [ValueKey: Int64] = [:]
  private var skipsUntil: [ValueKey: Int64] = [:]
  private var wasFilledOnce = false

  private static let other = JSONTree("other")

  /// A rule that has seen nothing.
  init(options: SpikeOptions, context: ElastAlertContext) {
    self.options = options
    self.context = context
    references = ElastAlertWindows(timeframe: options.timeframe)
    currents = ElastAlertWindows(timeframe: options.timeframe)
  }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    if options.metric != nil { return addFigures(events, &matches) }
    for event in events {
      guard let count = count(of: event) else { continue }
      var name = context.key(of: event)
      if name.isNull { name = Self.other }
      handle(event, count, name, &matches)
    }
  }

  /// What an event counts for; nil if it does not count.
  private func count(of event: ElastAlertEvent) -> Double? {
    guard let field = options.valueField else { return 1 }
    // Only a field at the top is looked at.
    guard event.members[field.name] != nil, let value = field.value(in: event.members) else {
      return nil
    }
    return value.pythonInteger
  }

  /// A delivery's figure for each key, as one event at the time of its newest (`spike_aggregation`).
  private mutating func addFigures(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    guard let kind = options.metric, let field = options.valueField,
      let end = events.latest
    else { return }
    for (name, part) in context.parts(of: events) {
      let values = part.compactMap { field.value(in: $0.members) }
      guard let figure = kind.figure(values) else { continue }
      let key = context.queryKey.map { [($0.name, JSONTree.string(name.pythonText))] } ?? []
      let event = ElastAlertEvent(tick: end, context.timestamp, key)
      handle(event, figure, name, &matches)
    }
  }

  private mutating func handle(
    _ event: ElastAlertEvent, _ count: Double, _ name: JSONTree, _ matches: inout [JSONObject]
  ) {
    guard let time = event.time else { return }
    let key = ValueKey(name)
    if firstTimes[key] == nil { ElastAlertTimes.set(&firstTimes, key, time) }
    let reference = references.window(key, named: name)
    let current = currents.window(key, named: name)
    current.append(ElastAlertWindow.Entry(time: time, count: count, event: event)) {
      reference.append($0)
    }
    guard mayCheck(time, key), let values = values(reference, current),
      isSpike(values.reference, values.current)
    else { return }
    // Where all stand for nothing, the newest of them is the match.
    let isMean = options.valueField != nil && options.metric == nil
    guard
      let entry = current.events.first(where: {
        isMean ? !$0.event.isPlaceholder : $0.count != 0
      }) ?? current.newest
    else { return }
    matches.append(
      entry.event.with([
        ("spike_count", number(values.current)), ("reference_count", number(values.reference)),
      ]))
    reference.clear()
    firstTimes[key] = nil
    ElastAlertTimes.set(&skipsUntil, key, entry.time + 2 * options.timeframe)
  }

  /// Whether the key has been seen for two windows, or may be compared before.
  private mutating func mayCheck(_ time: Int64, _ key: ValueKey) -> Bool {
    guard let first = firstTimes[key], time - first < 2 * options.timeframe else {
      wasFilledOnce = true
      return true
    }
    guard wasFilledOnce, context.queryKey != nil, options.alertsOnNewData else { return false }
    if let until = skipsUntil[key], time < until { return false }
    return true
  }

  /// What is compared: counts, or means of a field; nil where there is nothing.
  private func values(
    _ reference: ElastAlertWindow, _ current: ElastAlertWindow
  ) -> (reference: Double, current: Double)? {
    func value(_ window: ElastAlertWindow) -> Double? {
      switch options.metric {
      case .mean: window.mean
      case .least: window.bounds?.least
      case .most: window.bounds?.most
      case nil where options.valueField != nil: window.mean.flatMap { $0 == 0 ? nil : $0 }
      default: window.count
      }
    }
    guard let first = value(reference), let second = value(current) else { return nil }
    return (first, second)
  }

  private func isSpike(_ reference: Double, _ current: Double) -> Bool {
    let hasThresholds = options.valueField == nil || options.metric != nil
    if hasThresholds,
      current < options.currentThreshold || reference < options.referenceThreshold ?? 0
    {
      return false
    }
    let isDown = current <= reference / options.height
    let isUp = current >= reference * options.height
    return options.direction != .up && isDown || options.direction != .down && isUp
  }

  /// Counts are whole numbers, all else is not.
  private func number(_ value: Double) -> JSONTree {
    let isCount =
      options.valueField == nil || options.metric == .count || options.metric == .cardinality
    return isCount ? .integer(value.wholeNumber) : .number(value)
  }

  mutating func tick(_ time: EventInstant, _ matches: inout [JSONObject]) {
    for (key, name) in currents.keys {
      let isAll = name == ElastAlertContext.all
      if !isAll, references[key]?.count == 0, currents[key]?.count == 0 {
        // The key's first time stays.
        references.remove(key)
        currents.remove(key)
        continue
      }
      var others = [("placeholder", JSONTree.boolean(true))]
      if !isAll, let queryKey = context.queryKey { others.append((queryKey.name, name)) }
      handle(ElastAlertEvent(tick: time, context.timestamp, others), 0, name, &matches)
    }
  }

  var state: JSONTree {
    .object(
      JSONObject([
        ("reference", references.state), ("current", currents.state),
        ("first", ElastAlertTimes.state(firstTimes)),
        ("skip", ElastAlertTimes.state(skipsUntil)), ("filled", .boolean(wasFilledOnce)),
      ]))
  }

  mutating func restore(_ state: JSONTree) -> Bool {
    guard let parts = state.object, references.restore(parts["reference"]),
      currents.restore(parts["current"]), let times = ElastAlertTimes.restore(parts["first"]),
      let skips = ElastAlertTimes.restore(parts["skip"])
    else { return false }
    firstTimes = times
    skipsUntil = skips
    wasFilledOnce = parts["filled"] == .boolean(true)
    return true
  }
}

extension JSONTree {
  /// What Python's `int` makes of the value, as a double; nil where it makes nothing of it.
  var pythonInteger: Double? {
    switch self {
    case .boolean(let value): return value ? 1 : 0
    case .integer(let value): return Double(value)
    case .digits: return double
    case .number(let value): return value.isFinite ? value.rounded(.towardZero) : nil
    case .string(let bytes):
      let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
      var text = bytes[...]
      while let first = text.first, isBlank(first) { text.removeFirst() }
      while let last = text.last, isBlank(last) { text.removeLast() }
      return Int64(String(decoding: text, as: UTF8.self)).map { Double($0) }
    case .null, .array, .object: return nil
    }
  }
}
