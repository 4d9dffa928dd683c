import Foundation
import Testing

@Suite("genlog alert run")
struct AlertRunCommandTests {
  /// Rules, streams, and what ElastAlert's own classes made of them; Tests/Interop/elastalert wrote them down.
  private static func cases() throws -> [[String: Any]] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: tests.appendingPathComponent("Interop/elastalert/cases.ndjson"), encoding: .utf8)
    return try text.split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  private static func json(_ value: Any) throws -> String {
    let data = try JSONSerialization.data(
      withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
    return String(decoding: data, as: UTF8.self)
  }

  @Test("with --compat elastalert the matches are those of ElastAlert's own rule classes")
  func elastAlert() throws {
    let program = try Program()
    let cases = try Self.cases()
    #expect(cases.count > 40)
    for (number, one) in cases.enumerated() {
      let stream = try #require(one["stream"] as? [Any])
      try program.write("rule.yaml", try Self.json(try #require(one["rule"])))
      try program.write(
        "stream.ndjson", try stream.map { try Self.json($0) + "\n" }.joined())
      let result = try program.run([
        "alert", "run", "--compat", "elastalert", "--rules", "rule.yaml", "--format", "ndjson",
        "stream.ndjson",
      ])
      #expect(result.status == 0)
      #expect(result.errors == "")
      let expected = try #require(one["matches"] as? [Any]).map { try Self.json($0) }
      let found = try result.events().map { try Self.json($0) }
      #expect(found == expected, "case \(number)")
    }
  }

  private static let rule = """
    name: refused
    type: frequency
    filter: event.code = 04504
    query_key: host.name
    num_events: 2
    timeframe: {seconds: 30}

    """

  private static func event(_ second: Int, _ code: String = "04504") -> String {
    "{\"@timestamp\":\"2026-03-01T12:00:\(second < 10 ? "0" : "")\(second)Z\",\"event\":{\"code\":\"\(code)\"},"
      + "\"host\":{\"name\":\"sip-1\"}}\n"
  }

  @Test("an alert says its rule, line, time, status, id, key and reason, and holds the event")
  func alert() throws {
    let program = try Program()
    try program.write("rule.yaml", Self.rule)
    let result = try program.run(
      ["alert", "run", "--rules", "rule.yaml", "--format", "ndjson", "-"],
      input: Self.event(1) + Self.event(2, "1") + Self.event(3))
    #expect(result.status == 0)
    let alert = try #require(try result.events().first)
    #expect(alert["rule"] as? String == "refused")
    #expect(alert["line"] as? Int == 3)
    #expect(alert["@timestamp"] as? String == "2026-03-01T12:00:03Z")
    #expect(alert["status"] as? String == "firing")
    #expect(alert["key"] as? String == "sip-1")
    #expect(alert["reason"] as? String == "2 events within 30s")
    #expect((alert["id"] as? String)?.count == 32)
    #expect(alert.text("match.event.code") == "04504")
    #expect(result.lines.count == 1)
  }

  @Test("a bad line is named and passed over, and the run ends with 3")
  func badLines() throws {
    let program = try Program()
    try program.write("rule.yaml", Self.rule)
    try program.write(
      "events.ndjson", Self.event(1) + "{\"a\":\n" + "[1]\n" + "nonsense\n\n" + Self.event(2))
    let result = try program.run(["alert", "run", "--rules", "rule.yaml", "events.ndjson"])
    #expect(result.status == 3)
    #expect(result.lines.count == 1)
    #expect(
      result.errors == """
        genlog: warning: events.ndjson:2: no event
        help: a line is a JSON object, or a list of them
        genlog: warning: events.ndjson:3: no event
        help: a line is a JSON object, or a list of them
        genlog: warning: events.ndjson:4: no event
        help: a line is a JSON object, or a list of them

        """)
  }

  @Test("--until is a time that has come after the last event")
  func until() throws {
    let program = try Program()
    try program.write("rule.yaml", "{name: silent, type: flatline, threshold: 1, timeframe: 30s}")
    let arguments = ["alert", "run", "--rules", "rule.yaml", "-"]
    #expect(try program.run(arguments, input: Self.event(0)).output == "")
    let result = try program.run(
      arguments + ["--until", "2026-03-01T12:01:00Z"], input: Self.event(0))
    #expect(result.output.hasPrefix("2026-03-01T12:00:30Z      firing    silent"))
    let bad = try program.run(arguments + ["--until", "noon"])
    #expect(bad.status == 2)
    #expect(
      bad.errors
        == "genlog: error: `noon` is no time\nhelp: write it like 2026-03-01T12:00:00Z\n")
  }

  @Test("with --state the next run goes on where the last one ended")
  func state() throws {
    let program = try Program()
    try program.write("rule.yaml", Self.rule)
    let arguments = ["alert", "run", "--rules", "rule.yaml", "--state", "state.json", "-"]
    #expect(try program.run(arguments, input: Self.event(1)).output == "")
    #expect(try program.run(arguments, input: Self.event(2)).lines.count == 1)
    try program.write("state.json", "{}")
    let result = try program.run(arguments, input: Self.event(3))
    #expect(result.status == 2)
    #expect(result.errors.contains("state.json: is no state of alert rules"))
  }

  @Test("rules may import files and name lists, inside their folder only")
  func files() throws {
    let program = try Program()
    try program.write(
      "rules/base.inc", "type: blacklist\ncompare_key: host.name\nfilter: event.code = 04504\n")
    try program.write("rules/bad-hosts.txt", "sip-1\nsip-9\n")
    try program.write(
      "rules/a.yaml", "name: a\nimport: base.inc\nblacklist:\n- \"!file bad-hosts.txt\"\n")
    let result = try program.run(
      ["alert", "run", "--rules", "rules", "-"], input: Self.event(1) + Self.event(2, "1"))
    #expect(result.errors == "")
    #expect(result.lines.count == 1)
    try program.write("outside.txt", "sip-1\n")
    try program.write(
      "rules/a.yaml", "name: a\nimport: base.inc\nblacklist:\n- \"!file ../outside.txt\"\n")
    let refused = try program.run(["alert", "check", "rules"])
    #expect(refused.status == 2)
    #expect(
      refused.errors == """
        genlog: error: rules/a.yaml:4:3: ../outside.txt: it lies outside of the folder of the rules
        help: files that rules name lie in the folder of the rules

        """)
  }
}
