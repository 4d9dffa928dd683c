/// A rule that behaves as ElastAlert's class of its type does; what it keeps is a value that can be written down.
///
/// Source: elastalert2 2.19.0, elastalert/ruletypes.py, read and run. `Tests/Interop/elastalert` holds both against each
/// other.
protocol ElastAlertRule {
  /// One delivery of events, which all have a time if the rule needs one (`add_data`).
  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject])
  /// A time has come, with no data (`garbage_collect`).
  mutating func tick(_ time: EventInstant, _ matches: inout [JSONObject])
  /// Whether events without a time are of no use.
  var needsTime: Bool { get }
  /// What the rule knows of the stream so far.
  var state: JSONTree { get }
  /// Takes over what was known; false if it is no state of such a rule.
  mutating func restore(_ state: JSONTree) -> Bool
}

extension ElastAlertRule {
  mutating func tick(_ time: EventInstant, _ matches: inout [JSONObject]) {}
  var needsTime: Bool { true }
  var state: JSONTree { .null }
  mutating func restore(_ state: JSONTree) -> Bool { true }
}

/// What several of the rules need of their rule.
struct ElastAlertContext {
  /// The field of the time.
  let timestamp: TimestampField
  /// The key.
  let queryKey: QueryKey?

  /// The name of the key for all events, where a rule has none.
  static let all = JSONTree("all")

  /// The key of an event, hashable, as `hashable(lookup_es_key(event, query_key))`; `all` without a query key.
  func key(of event: ElastAlertEvent) -> JSONTree {
    guard let queryKey else { return Self.all }
    return (queryKey.field.value(in: event.members) ?? .null).hashable
  }
}
