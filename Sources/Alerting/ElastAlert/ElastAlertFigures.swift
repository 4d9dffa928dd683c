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
      if firstTimes[key] == nil { firstTimes[key] = time }
      let value = (options.field.value(in: event.members) ?? .null).hashable
      if value.isNull { continue }
      seen.times[ValueKey(value)] = time
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

/// `metric_aggregation`: a figure of each delivery, as of the answer to one query.
struct ElastAlertMetric: ElastAlertRule {
  /// The rule's options.
  let options: MetricOptions
  /// The rule's key.
  let context: ElastAlertContext

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    guard let end = events.latest else { return }
    for (name, part) in context.parts(of: events) {
      let values = part.compactMap { options.field.value(in: $0.members) }
      guard let figure = options.kind.figure(values),
        options.most.map({ figure > $0 }) ?? false || options.least.map({ figure < $0 }) ?? false
      else { continue }
      let number = options.kind.number(figure)
      let figures = [(options.name, number), ("metric_agg_value", number)]
      matches.append(context.match(at: end, figures, key: name))
    }
  }
}

/// `percentage_match`: a share of each delivery, as of the answer to one query.
struct ElastAlertPercentage: ElastAlertRule {
  /// The rule's options.
  let options: PercentageOptions
  /// The rule's key.
  let context: ElastAlertContext
  private let evaluator: QueryEvaluator

  /// A rule with its query prepared.
  init(options: PercentageOptions, context: ElastAlertContext) {
    self.options = options
    self.context = context
    evaluator = QueryEvaluator(options.query)
  }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    guard let end = events.latest else { return }
    var fields = EventFields()
    for (name, part) in context.parts(of: events) {
      let count = part.count { event in
        let bytes = Array(JSONTree.object(event.members).json.utf8)
        fields.read(bytes.span)
        return evaluator.matches(bytes.span, fields)
      }
      guard part.count >= options.leastEvents, let share = options.violation(count, of: part.count)
      else { continue }
      let figures = [
        ("percentage", JSONTree.number(share)), ("denominator", .integer(Int64(part.count))),
      ]
      matches.append(context.match(at: end, figures, key: name))
    }
  }
}

extension PercentageOptions {
  /// The share in percent, if it is out of bounds; nil without any events.
  func violation(_ count: Int, of all: Int) -> Double? {
    guard all > 0 else { return nil }
    let share = Double(count) / Double(all) * 100
    let isOut = most.map { share > $0 } ?? false || least.map { share < $0 } ?? false
    return isOut ? share : nil
  }
}

extension [ElastAlertEvent] {
  /// The latest time of the events; of equal ones the first, in the zone in which it was written.
  var latest: EventInstant? {
    var latest: EventInstant?
    for event in self {
      guard let instant = event.instant else { continue }
      if latest.map({ $0.microseconds < instant.microseconds }) ?? true { latest = instant }
    }
    return latest
  }
}

extension ElastAlertContext {
  /// The events of a delivery by key, as the buckets of an aggregation; those without one are in none.
  func parts(of events: [ElastAlertEvent]) -> [(JSONTree, [ElastAlertEvent])] {
    guard let queryKey else { return [(.null, events)] }
    var parts: KeyTable<[ElastAlertEvent]> = KeyTable()
    for event in events {
      guard let name = queryKey.field.value(in: event.members), !name.isNull else { continue }
      let key = ValueKey(name.hashable)
      parts.set(key, named: name.hashable, (parts[key] ?? []) + [event])
    }
    return parts.keys.map { ($0.name, parts[$0.key] ?? []) }
  }

  /// A match that is no event: a time, figures, and the key, at its place where its name has dots.
  func match(at time: EventInstant, _ figures: [(String, JSONTree)], key: JSONTree) -> JSONObject {
    var match = JSONObject(
      [(timestamp.field.name, .string(time.text))] + figures)
    guard let queryKey else { return match }
    var parts = queryKey.name.split(separator: ".", omittingEmptySubsequences: false)[...]
    var value = key
    while parts.count > 1 {
      value = .object(JSONObject([(String(parts.removeLast()), value)]))
    }
    match[String(parts[0])] = value
    return match
  }
}

extension MetricKind {
  /// The figure of a field's values; nil where there is none to have.
  func figure(_ values: [JSONTree]) -> Double? {
    let present = values.filter { !$0.isNull }
    switch self {
    case .count: return Double(present.count)
    case .cardinality: return Double(Set(present.map { ValueKey(hashable: $0) }).count)
    default: break
    }
    let numbers = present.compactMap { $0.double ?? $0.text.flatMap { Double($0) } }
    return figure(numbers)
  }

  /// The figure of numbers; nil where there is none to have.
  func figure(_ numbers: [Double]) -> Double? {
    switch self {
    case .sum: return numbers.reduce(0, +)
    case .least: return numbers.min()
    case .most: return numbers.max()
    case .mean: return numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
    case .percentile(let percent):
      guard !numbers.isEmpty else { return nil }
      let sorted = numbers.sorted()
      let place = Double(sorted.count - 1) * percent / 100
      let low = Int(place)
      let high = min(low + 1, sorted.count - 1)
      return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    case .count: return Double(numbers.count)
    case .cardinality: return Double(Set(numbers).count)
    }
  }

  /// A figure as JSON: counts are whole numbers.
  func number(_ figure: Double) -> JSONTree {
    self == .count || self == .cardinality ? .integer(Int64(figure)) : .number(figure)
  }
}
