/// `any`: every event matches.
struct ElastAlertAny: ElastAlertRule {
  var needsTime: Bool { false }

  mutating func add(_ events: [ElastAlertEvent], _ matches: inout [JSONObject]) {
    matches += events.map(\.members)
  }
}
