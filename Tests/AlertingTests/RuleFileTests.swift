import Alerting
import Testing

@Suite("Rule files")
struct RuleFileTests {
  @Test(
    "a mistake is refused with its file, line and what to do",
    arguments: [
      (
        "name: a\n",
        "rule.yaml:1:1: the rule has no `type`\nhelp: add `type: frequency`, or another; docs/alerts.md has them all"
      ),
      (
        "type: frequency\ntimeframe: 5m\n",
        "rule.yaml:1:1: a rule of the type `frequency` needs `num_events`\nhelp: add `num_events:`"
      ),
      (
        "type: frequency\nnum_events: 3\ntimeframe: {minuts: 5}\n",
        "rule.yaml:3:13: `timeframe` cannot be `minuts`\nhelp: write weeks, days, hours, minutes, seconds or milliseconds"
      ),
      (
        "type: frequency\nnum_events: 3\ntimeframe: 0s\n",
        "rule.yaml:3:1: `timeframe` cannot be `0`\nhelp: write a time like {minutes: 5} or 5m"
      ),
      (
        "type: any\nrealert: soon\n",
        "rule.yaml:2:10: `realert` cannot be `soon`\nhelp: write a time like {minutes: 5} or 5m"
      ),
      (
        "type: any\nfilter: event.code =\n",
        "rule.yaml:2:9: the filter cannot be read: filter:13: a value is missing after =\n  event.code =\n              ^\nhelp: a value is a word or a number, or text in quotes"
      ),
      (
        "type: any\ntimestamp_format_expr: 'ts[:23]'\n",
        "rule.yaml:2:1: `timestamp_format_expr` is code, and no code in rule files is ever run\nhelp: leave it out; timestamp_type can be iso, unix or unix_ms"
      ),
      (
        "type: any\nfor: 5m\n",
        "rule.yaml:2:1: what a rule of the type `any` finds does not last, so `for` has no meaning\nhelp: leave `for` out; `keep_firing_for` says how long it counts as going on"
      ),
      (
        "type: pair\ncompat: elastalert\ndetect: a\nclear: b\nwithin: 5s\n",
        "rule.yaml:1:1: ElastAlert has no rules of the type `pair`\nhelp: leave compat out"
      ),
      (
        "type: blacklist\ncompare_key: a\nblacklist: ['!file a.txt']\n",
        "rule.yaml:3:13: a.txt: no files can be read here\nhelp: files that rules name lie in the folder of the rules"
      ),
      (
        "type: &a any\nname: *a\n",
        "rule.yaml:2:7: *a is a YAML alias, which rule files do not have\nhelp: put a text that begins with * in 'single quotes'; write other values out"
      ),
      (
        "type: spike\ntimeframe: 5m\nspike_height: 0\nspike_type: up\n",
        "rule.yaml:3:1: `spike_height` cannot be `0`\nhelp: write a number above 0"
      ),
      (
        "type: spike\ntimeframe: 5m\nspike_height: 2\nspike_type: sideways\n",
        "rule.yaml:4:13: `spike_type` cannot be `sideways`\nhelp: write `up`, `down`, `both`"
      ),
    ])
  func mistakes(text: String, message: String) {
    do {
      _ = try Rules.rule(text)
      Issue.record("not refused")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test("texts that are no rules do no harm")
  func hostile() throws {
    let rules = RestartTests.rules.map {
      "filter: [{query_string: {query: 'a:(b OR c) AND d:[1 TO 5]'}}, 'x =~ \"a+\"']\n"
        + $0.dropFirst().dropLast().replacing(", ", with: "\n", maxReplacements: 2) + "\n"
    }
    var random = Seeded(23)
    for _ in 0..<1500 {
      var bytes = Array((rules.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &random)
        default: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
        }
      }
      guard let rule = try? Rules.rule(String(decoding: bytes, as: UTF8.self)) else { continue }
      _ = AlertEngine([rule]).take(Events.event(0, "\"a\":1"))
    }
    let deep =
      String(repeating: "{bool: {must: [", count: 40) + "{term: {a: 1}}"
      + String(repeating: "]}}", count: 40)
    #expect(throws: AlertRuleError.self) { try Rules.rule("type: any\nfilter: [\(deep)]\n") }
    #expect(throws: AlertRuleError.self) {
      try Rules.rule(
        "type: any\nfilter: [{query_string: {query: '\(String(repeating: "(", count: 10000))'}}]\n")
    }
    #expect(throws: AlertRuleError.self) {
      try Rules.rule(String(repeating: "#\n", count: 1 << 20))
    }
  }

  @Test("bytes that are no events do no harm")
  func hostileEvents() throws {
    let engine = AlertEngine(
      try RestartTests.rules.enumerated().map { index, yaml in
        try Rules.rule(
          "{name: r\(index), " + yaml.dropFirst(),
          mode: index % 3 == 0 && !yaml.contains("pair") ? .elastalert : nil)
      })
    let lines = RestartTests.stream(9, 200)
    var random = Seeded(31)
    for _ in 0..<3000 {
      var bytes = Array((lines.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      _ = engine.deliver([0..<bytes.count], of: bytes) { _ in }
    }
    let deep = Array((String(repeating: "{\"a\":", count: 100_000)).utf8)
    #expect(!engine.deliver([0..<deep.count], of: deep) { _ in })
  }
}
