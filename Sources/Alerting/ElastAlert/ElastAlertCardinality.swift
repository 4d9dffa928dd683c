/// `cardinality`: too many different values of a field, or too few.
struct ElastAlertCardinality: ElastAlertRule {
  /// The rule's options.
  let options: CardinalityOptions
  /// The rule's key.
  let context: ElastAlertContext
  /// The values of one key.
  private final class Seen {
    /// When each was last seen.
    var times: [ValueKey: Int64] = [:]
  }

  private var values: KeyTable<Seen> = KeyTable()
  private var firstTimes: [ValueKey: Int64] = [:]

  /// A rule that has seen nothing.
  init(options: CardinalityOptions, context: ElastAlertContext) {
    self.options = options
    self.context = context
  }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    for event in events {
      guard let instant = event.instant else { continue }
      let time = instant.microseconds
      let name = context.key(of: event)
      let key = ValueKey(name)
      let seen = values.value(key, named: name) { Seen() }
      if firstTimes[key] == nil { ElastAlertTimes.set(&firstTimes, key, time) }
      let value = (options.field.value(in: event.members) ?? .null).hashable
      if value.isNull { continue }
      ElastAlertTimes.set(&seen.times, ValueKey(value), time)
      guard isOut(key, time) else { continue }
      // Values that are too old go only now; keys with too few are told then.
      collect(instant, &matches)
      match(event, key, &matches)
    }
  }

  mutating func tick(_ time: EventInstant, _ matches: inout [JSONObject]) {
    collect(time, &matches)
  }

  private func isOut(_ key: ValueKey, _ time: Int64) -> Bool {
    let count = values[key]?.times.count ?? 0
    if let most = options.most, count > most { return true }
    guard let least = options.least, count < least else { return false }
    return time - (firstTimes[key] ?? time) > options.timeframe
  }

  private mutating func match(
    _ event: ElastAlertEvent, _ key: ValueKey, _ matches: inout [JSONObject]
  ) {
    guard let time = event.time, isOut(key, time) else { return }
    firstTimes[key] = nil
    matches.append(event.members)
  }

  private mutating func collect(_ time: EventInstant, _ matches: inout [JSONObject]) {
    for (key, name) in values.keys {
      if let seen = values[key] {
        seen.times = seen.times.filter { time.microseconds - $0.value <= options.timeframe }
      }
      guard options.least != nil else { continue }
      let others = context.queryKey.map { [($0.name, name)] } ?? []
      match(ElastAlertEvent(tick: time, context.timestamp, others), key, &matches)
    }
  }

  var state: JSONTree {
    .object(
      JSONObject([
        (
          "values",
          .array(
            values.keys.map { key, name in
              .array([name, ElastAlertTimes.state(values[key]?.times ?? [:])])
            })
        ), ("first", ElastAlertTimes.state(firstTimes)),
      ]))
  }

  mutating func restore(_ state: JSONTree) -> Bool {
    guard let parts = state.object, let items = parts["values"]?.array,
      let times = ElastAlertTimes.restore(parts["first"])
    else { return false }
    for item in items {
      guard let pair = item.array, pair.count == 2, let seen = ElastAlertTimes.restore(pair[1])
      else { return false }
      values.value(ValueKey(pair[0]), named: pair[0]) { Seen() }.times = seen
    }
    firstTimes = times
    return true
  }
}
