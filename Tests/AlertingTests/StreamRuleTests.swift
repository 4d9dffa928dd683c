import Alerting
import Testing

@Suite("Rules by the time of the events")
struct StreamRuleTests {
  @Test(
    "frequency fires on the event that makes the number full, and resolves when it no longer is")
  func frequency() throws {
    let engine = try Rules.engine(
      "{type: frequency, query_key: host, num_events: 3, timeframe: 10s}")
    let host = "\"host\":\"sip-1\""
    let alerts = engine.take([(0, host), (4, host), (5, "\"host\":\"sip-2\""), (8, host), (30, "")])
    #expect(alerts == ["firing 12:00:08 sip-1", "resolved 12:00:10 sip-1"])
  }

  @Test("a late event counts inside the window, and is counted as late outside of it")
  func late() throws {
    let engine = try Rules.engine("{type: frequency, num_events: 3, timeframe: 10s}")
    let alerts = engine.take([(20, ""), (5, ""), (12, ""), (15, "")])
    #expect(alerts == ["firing 12:00:20"])
    #expect(engine.ruleCounts[0].counts.late == 1)
  }

  @Test("flatline fires at the moment the time is over, however late that is known, and resolves")
  func flatline() throws {
    let engine = try Rules.engine(
      "{type: flatline, filter: 'method = INVITE', threshold: 1, timeframe: 30s}")
    let invite = "\"method\":\"INVITE\""
    let alerts = engine.take([(0, invite), (20, invite), (45, ""), (70, ""), (80, invite)])
    #expect(alerts == ["firing 12:00:50", "resolved 12:01:20"])
  }

  @Test("a tick is time without an event")
  func tick() throws {
    let engine = try Rules.engine("{type: flatline, threshold: 1, timeframe: 30s}")
    #expect(engine.take(Events.event(0)) == [])
    #expect(engine.take("{\"$tick\":\"\(Events.time(29))\"}") == [])
    #expect(engine.take("{\"$tick\":\"\(Events.time(31))\"}") == ["firing 12:00:30"])
  }

  @Test("a flatline does not depend on how events came together")
  func batches() throws {
    let yaml = "{type: flatline, query_key: host, threshold: 2, timeframe: 10s}"
    var random = Seeded(7)
    let events = (0..<200).map { index in
      Events.event(index / 2, "\"host\":\"sip-\(Int.random(in: 0..<3, using: &random))\"")
    }
    let one = try Rules.engine(yaml)
    let single = events.flatMap { one.take($0) }
    let many = try Rules.engine(yaml)
    var together: [String] = []
    for start in stride(from: 0, to: events.count, by: 7) {
      var bytes: [UInt8] = []
      var ranges: [Range<Int>] = []
      for event in events[start..<min(start + 7, events.count)] {
        ranges.append(bytes.count..<bytes.count + event.utf8.count)
        bytes += event.utf8
      }
      _ = many.deliver(ranges, of: bytes) { together.append($0.short) }
    }
    #expect(!single.isEmpty)
    #expect(single == together)
  }

  @Test("`for` waits until a condition has held so long, and tells nothing of a shorter one")
  func pending() throws {
    let engine = try Rules.engine(
      "{type: flatline, filter: method, threshold: 1, timeframe: 10s, for: 5s}")
    let call = "\"method\":\"INVITE\""
    #expect(engine.take([(0, call), (12, call), (14, ""), (30, "")]) == ["firing 12:00:27"])
  }

  @Test("`keep_firing_for` joins what flaps to one alert")
  func keepFiring() throws {
    let engine = try Rules.engine(
      "{type: frequency, num_events: 2, timeframe: 5s, keep_firing_for: 20s}")
    let alerts = engine.take([(0, ""), (1, ""), (15, ""), (16, ""), (60, "")])
    #expect(alerts == ["firing 12:00:01", "resolved 12:00:40"])
  }

  @Test("realert goes by the time of the events, and says how many were silent")
  func realert() throws {
    let engine = try Rules.engine("{type: any, query_key: host, realert: 1m}")
    let host = "\"host\":\"a\""
    let alerts = engine.take([
      (0, host), (10, host), (59, host), (60, host), (61, "\"host\":\"b\""),
    ])
    #expect(alerts == ["firing 12:00:00 a", "firing 12:01:00 a", "firing 12:01:01 b"])
    #expect(engine.ruleCounts[0].counts.silenced == 2)
  }

  @Test("exponential_realert doubles the silence while it goes on")
  func exponential() throws {
    let engine = try Rules.engine("{type: any, realert: 10s, exponential_realert: 1h}")
    let alerts = engine.take((0..<100).map { ($0, "") })
    #expect(
      alerts == ["firing 12:00:00", "firing 12:00:10", "firing 12:00:30", "firing 12:01:10"])
  }

  @Test(
    "what goes on is told again only if the rule says realert itself, and not for all the time of a leap"
  )
  func reminders() throws {
    let quiet = try Rules.engine("{type: flatline, threshold: 1, timeframe: 10s}")
    #expect(quiet.take([(0, ""), (3000, "")]) == ["firing 12:00:10", "resolved 12:50:00"])
    let loud = try Rules.engine(
      "{type: flatline, filter: a, threshold: 1, timeframe: 10s, realert: 20s}")
    #expect(
      loud.take([(0, ""), (15, ""), (31, ""), (900, ""), (901, "\"a\":1")]) == [
        "firing 12:00:10", "firing 12:00:30", "firing 12:00:50", "firing 12:15:00",
        "resolved 12:15:01",
      ])
  }

  @Test("a pair fires for what was not cleared in time, and resolves when it is")
  func pair() throws {
    let engine = try Rules.engine(
      "{type: pair, detect: event.code = 04504, clear: event.code = 04503, within: 20s, query_key: host}"
    )
    func code(_ code: String, _ host: String) -> String {
      "\"event\":{\"code\":\"\(code)\"},\"host\":\"\(host)\""
    }
    let alerts = engine.take([
      (0, code("04504", "a")), (1, code("04504", "b")), (5, code("04503", "a")),
      (10, code("04503", "c")),
      (40, ""), (50, code("04503", "b")),
    ])
    #expect(alerts == ["firing 12:00:21 b", "resolved 12:00:50 b"])
  }

  @Test("a clear that comes before its detect in the stream, but after it in time, clears it")
  func disorderedPair() throws {
    let engine = try Rules.engine("{type: pair, detect: a, clear: b, within: 20s}")
    #expect(engine.take([(10, "\"b\":1"), (5, "\"a\":1"), (60, "")]) == [])
  }

  @Test("change goes by the events' time, and zero is a value")
  func change() throws {
    let engine = try Rules.engine(
      "{type: change, query_key: host, compare_key: state, ignore_null: true, realert: 0s}")
    func state(_ value: String) -> String { "\"host\":\"a\",\"state\":\(value)" }
    let alerts = engine.take([
      (0, state("1")), (1, state("1.0")), (2, state("0")), (3, state("null")), (4, state("\"0\"")),
      (1, state("7")), (5, state("\"0\"")),
    ])
    #expect(alerts == ["firing 12:00:02 a", "firing 12:00:04 a"])
    #expect(engine.ruleCounts[0].counts.late == 1)
  }

  @Test("a new term is new once, until it was not seen for so long")
  func newTerm() throws {
    let engine = try Rules.engine(
      "{type: new_term, fields: [user], terms_window_size: 1m, realert: 0s}")
    func user(_ name: String) -> String { "\"user\":\"\(name)\"" }
    let alerts = engine.take([
      (0, user("a")), (1, user("a")), (2, user("b")), (30, user("a")), (100, user("b")), (101, ""),
    ])
    #expect(alerts == ["firing 12:00:00 a", "firing 12:00:02 b", "firing 12:01:40 b"])
  }

  @Test("a spike is told once while it lasts; something after nothing is none")
  func spike() throws {
    let engine = try Rules.engine("{type: spike, spike_type: up, spike_height: 3, timeframe: 60s}")
    var events = (0..<20).map { ($0 * 10, "") }
    events += (0..<60).map { (200 + $0, "") }
    events.append((600, ""))
    let alerts = engine.take(events)
    #expect(alerts.count == 2)
    #expect(alerts.first?.hasPrefix("firing 12:03:") == true)
    #expect(alerts.last?.hasPrefix("resolved 12:0") == true)
    let quiet = try Rules.engine("{type: spike, spike_type: up, spike_height: 3, timeframe: 10s}")
    #expect(quiet.take([(0, ""), (100, ""), (101, ""), (102, "")]) == [])
  }

  @Test("cardinality counts different values in the window, for too many and too few")
  func cardinality() throws {
    let many = try Rules.engine(
      "{type: cardinality, cardinality_field: user, max_cardinality: 2, timeframe: 10s}")
    func user(_ name: Int) -> String { "\"user\":\(name)" }
    #expect(
      many.take([(0, user(1)), (1, user(2)), (2, user(1)), (3, user(3)), (30, "")]) == [
        "firing 12:00:03", "resolved 12:00:11",
      ])
    let few = try Rules.engine(
      "{type: cardinality, cardinality_field: user, min_cardinality: 2, timeframe: 10s}")
    #expect(
      few.take([(0, user(1)), (1, user(2)), (8, user(1)), (14, user(1))]) == ["firing 12:00:11"])
  }

  @Test("figures of a window are held against thresholds")
  func figures() throws {
    let mean = try Rules.engine(
      "{type: metric_aggregation, metric_agg_key: t, metric_agg_type: avg, max_threshold: 5, timeframe: 60s}"
    )
    #expect(
      mean.take([(0, "\"t\":4"), (1, "\"t\":5"), (2, "\"t\":\"9\""), (200, "")]) == [
        "firing 12:00:02", "resolved 12:01:02",
      ])
    let share = try Rules.engine(
      "{type: percentage_match, match_bucket_filter: [{term: {ok: false}}], max_percentage: 50, min_denominator: 2, timeframe: 60s}"
    )
    #expect(
      share.take([(0, "\"ok\":false"), (1, "\"ok\":true"), (2, "\"ok\":false")]) == [
        "firing 12:00:02"
      ])
  }

  @Test("of more keys than a rule may have, the one longest unseen goes, and is counted")
  func bound() throws {
    let engine = try Rules.engine(
      "{type: frequency, query_key: host, num_events: 2, timeframe: 60s, max_keys: 2}")
    func host(_ name: String) -> String { "\"host\":\"\(name)\"" }
    let alerts = engine.take([
      (0, host("a")), (1, host("b")), (2, host("c")), (3, host("a")), (4, host("c")),
    ])
    #expect(alerts == ["firing 12:00:04 c"])
    #expect(engine.ruleCounts[0].counts.keysForgotten == 2)
  }

  @Test("compound keys do not run into each other")
  func compoundKey() throws {
    let engine = try Rules.engine(
      "{type: frequency, query_key: [a, b], num_events: 2, timeframe: 60s}")
    #expect(
      engine.take([(0, "\"a\":\"x, y\",\"b\":\"z\""), (1, "\"a\":\"x\",\"b\":\"y, z\"")]) == [])
  }

  @Test("an event from far ahead leaves no work behind")
  func leap() throws {
    let engine = try Rules.engine(
      "{type: flatline, threshold: 1, timeframe: 1ms, realert: 1ms}",
      "{name: b, type: spike, spike_type: both, spike_height: 2, timeframe: 1ms, realert: 1ms}")
    let alerts =
      engine.take([(0, "")])
      + engine.take("{\"@timestamp\":\"9999-12-31T23:59:59Z\"}")
    #expect(alerts.count < 10)
  }
}
