import Alerting
import Testing

/// What an engine knows can be written down at any event, and gone on with.
@Suite("Restarts")
struct RestartTests {
  static let rules = [
    "{type: any, query_key: host}",
    "{type: any, query_key: host, keep_firing_for: 7s, realert: 5s, exponential_realert: 1h}",
    "{type: blacklist, compare_key: code, blacklist: ['5060', 404], realert: 3s}",
    "{type: whitelist, compare_key: code, whitelist: ['5060', 404], ignore_null: true}",
    "{type: change, query_key: host, compare_key: [code, user], ignore_null: false, timeframe: 8s}",
    "{type: frequency, query_key: host, num_events: 3, timeframe: 6s, attach_related: true, for: 2s}",
    "{type: frequency, query_key: [host, code], num_events: 2, timeframe: 10s, keep_firing_for: 5s}",
    "{type: spike, query_key: host, spike_height: 2, spike_type: both, timeframe: 5s, alert_on_new_data: true}",
    "{type: spike, spike_height: 1.5, spike_type: both, timeframe: 5s, field_value: value}",
    "{type: flatline, query_key: host, threshold: 2, timeframe: 4s}",
    "{type: flatline, threshold: 3, timeframe: 4s, realert: 6s}",
    "{type: flatline, query_key: host, threshold: 2, timeframe: 4s, forget_keys: true}",
    "{type: cardinality, query_key: host, cardinality_field: code, max_cardinality: 1, min_cardinality: 1, timeframe: 6s}",
    "{type: new_term, fields: [[host, code], user], alert_on_missing_field: true, terms_window_size: 9s}",
    "{type: metric_aggregation, query_key: host, metric_agg_key: value, metric_agg_type: avg, max_threshold: 4, timeframe: 6s}",
    "{type: metric_aggregation, metric_agg_key: value, metric_agg_type: percentiles, percentile_range: 90, max_threshold: 8, timeframe: 6s}",
    "{type: percentage_match, query_key: host, match_bucket_filter: [{term: {code: 404}}], max_percentage: 30, timeframe: 6s}",
    "{type: spike_aggregation, metric_agg_key: value, metric_agg_type: avg, spike_height: 1.5, spike_type: both, timeframe: 5s}",
    "{type: pair, query_key: host, detect: code = 404, clear: code = 1, within: 3s}",
  ]

  /// Events of a few hosts, some late, and ticks.
  static func stream(_ seed: UInt64, _ count: Int) -> [String] {
    var random = Seeded(seed)
    var second = 0
    return (0..<count).map { _ in
      second += [0, 1, 1, 2, 5].randomElement(using: &random) ?? 0
      if Int.random(in: 0..<8, using: &random) == 0 {
        return "{\"$tick\":\"\(Events.time(second))\"}"
      }
      let late = Int.random(in: 0..<10, using: &random) == 0 ? 3 : 0
      var members = ["\"host\":\"sip-\(Int.random(in: 0..<3, using: &random))\""]
      if Int.random(in: 0..<4, using: &random) > 0 {
        members.append(
          "\"code\":\(["404", "\"5060\"", "1", "1.0", "null"].randomElement(using: &random) ?? "")")
      }
      if Bool.random(using: &random) {
        members.append(
          "\"user\":\"\(["ann", "b\\u00f6", "c\\\"d"].randomElement(using: &random) ?? "")\"")
      }
      if Bool.random(using: &random) {
        members.append("\"value\":\(Int.random(in: 0..<10, using: &random))")
      }
      return Events.event(max(0, second - late), members.joined(separator: ","))
    }
  }

  @Test(
    "a run that is ended and resumed at every event tells what an uninterrupted one does",
    arguments: rules)
  func everyEvent(yaml: String) throws {
    for mode in [RuleMode.stream, .elastalert] {
      if mode == .elastalert, yaml.contains("type: pair") { continue }
      let rule = try Rules.rule(yaml, mode: mode)
      for seed in 0..<3 as Range<UInt64> {
        let stream = Self.stream(seed, 90)
        let whole = AlertEngine([rule])
        let expected = stream.map { whole.takeWhole($0) }
        var engine = AlertEngine([rule])
        for (index, line) in stream.enumerated() {
          #expect(engine.takeWhole(line) == expected[index], "\(mode) seed \(seed) line \(index)")
          let state = engine.state
          engine = AlertEngine([rule])
          #expect(engine.restore(state) == [])
          #expect(engine.state == state)
        }
        #expect(engine.ruleCounts.first?.counts == whole.ruleCounts.first?.counts)
      }
    }
  }

  @Test("each of the rules finds something, so that the test above says something")
  func findings() throws {
    for yaml in Self.rules {
      let engine = try Rules.engine(yaml)
      let alerts = Self.stream(1, 120).flatMap { engine.takeWhole($0) }
      #expect(!alerts.isEmpty, "\(yaml)")
    }
  }

  @Test("a rule that was changed begins afresh, and is named")
  func changedRule() throws {
    let engine = try Rules.engine("{name: a, type: frequency, num_events: 2, timeframe: 60s}")
    #expect(engine.take(Events.event(0)) == [])
    let other = try Rules.engine("{name: a, type: frequency, num_events: 2, timeframe: 61s}")
    #expect(other.restore(engine.state) == ["a"])
    #expect(other.take(Events.event(1)) == [])
  }

  @Test("what is no state is refused, and damaged ones do no harm")
  func damage() throws {
    let rules = try Self.rules.enumerated().map { index, yaml in
      try Rules.rule("{name: r\(index), " + yaml.dropFirst())
    }
    let engine = AlertEngine(rules)
    for line in Self.stream(3, 60) { _ = engine.take(line) }
    let state = engine.state
    #expect(AlertEngine(rules).restore(Array("{}".utf8)) == nil)
    #expect(AlertEngine(rules).restore(Array(state.dropLast(5))) == nil)
    var random = Seeded(5)
    for _ in 0..<20 {
      var damaged = state
      for _ in 0..<3 {
        let place = Int.random(in: 0..<damaged.count, using: &random)
        damaged[place] = UInt8.random(in: 0x20...0x7E, using: &random)
      }
      let other = AlertEngine(rules)
      _ = other.restore(damaged)
      for line in Self.stream(4, 20) { _ = other.take(line) }
    }
  }
}

extension AlertEngine {
  /// Evaluates one line; returns all that alerts say.
  func takeWhole(_ line: String) -> [String] {
    var alerts: [String] = []
    let bytes = Array(line.utf8)
    func add(_ alert: Alert) {
      alerts.append(
        "\(alert.short) \(alert.id) \(alert.telling) \(alert.silenced) \(alert.reason) \(JSONTree.object(alert.match).json)"
      )
    }
    if let tick = JSONTree(json: bytes)?.object?["$tick"]?.text {
      self.tick(EventInstant(Array(tick.utf8)) ?? EventInstant(microseconds: 0), to: add)
    } else {
      _ = deliver([0..<bytes.count], of: bytes, to: add)
    }
    return alerts
  }
}
