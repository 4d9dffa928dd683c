import Foundation
import Testing

@Suite("genlog alert test and check")
struct AlertTestCommandTests {
  private static let rule = """
    name: lost connections
    type: frequency
    filter: event.code = 04504
    query_key: host.name
    num_events: 2
    timeframe: {seconds: 30}

    """

  private static let events = """
    {"@timestamp":"2026-03-01T12:00:00Z","event":{"code":"04504"},"host":{"name":"sip-1"}}
    {"@timestamp":"2026-03-01T12:00:01Z","event":{"code":"04503"},"host":{"name":"sip-1"}}
    {"@timestamp":"2026-03-01T12:00:05Z","event":{"code":"04504"},"host":{"name":"sip-1"}}
    {"@timestamp":"2026-03-01T12:01:00Z","event":{"code":"04503"},"host":{"name":"sip-1"}}

    """

  @Test("each event is shown with what the rule made of it")
  func shown() throws {
    let program = try Program()
    try program.write("rule.yaml", Self.rule)
    let result = try program.run(["alert", "test", "rule.yaml", "-"], input: Self.events)
    #expect(result.status == 0)
    #expect(
      result.output == """
        lost connections: frequency
        1      2026-03-01T12:00:00Z      sip-1: 1 of 2 events within 30s
        2      2026-03-01T12:00:01Z      filtered out
        3      2026-03-01T12:00:05Z      sip-1: 2 of 2 events within 30s
               FIRES at 2026-03-01T12:00:05Z for sip-1: 2 events within 30s
        4      2026-03-01T12:01:00Z      filtered out
               RESOLVED at 2026-03-01T12:00:30Z for sip-1: it is over after 25s
        4 events, 2 passed the filter, fired 1 times, resolved 1 times

        """)
  }

  @Test("--expect ends with 1 where the rule fires more or less often")
  func expect() throws {
    let program = try Program()
    try program.write("rule.yaml", Self.rule)
    let arguments = ["alert", "test", "rule.yaml", "-", "--expect"]
    #expect(try program.run(arguments + ["1"], input: Self.events).status == 0)
    let result = try program.run(arguments + ["2"], input: Self.events)
    #expect(result.status == 1)
    #expect(result.errors == "genlog: error: the rule fired 1 times, not 2\n")
  }

  @Test("check names every file's mistake with its line and what to do, and ends with 2")
  func mistakes() throws {
    let program = try Program()
    try program.write("rules/a.yaml", "name: a\ntype: frequenzy\n")
    try program.write("rules/b.yaml", "name: b\ntype: flatline\nthreshold: many\ntimeframe: 5m\n")
    try program.write("rules/c.yaml", "name: c\ntype: any\n")
    let result = try program.run(["alert", "check", "rules"])
    #expect(result.status == 2)
    #expect(
      result.errors == """
        genlog: error: rules/a.yaml:2:1: there is no rule type `frequenzy`
        help: did you mean `frequency`?
        rules/b.yaml:3:12: `threshold` cannot be `many`
        help: write a whole number from 0 to 1000000000

        """)
  }

  @Test("check counts rules, and warns of options that are passed over")
  func warnings() throws {
    let program = try Program()
    try program.write(
      "rules/a.yaml",
      "name: a\ntype: any\nindex: logs-*\nfiltr: x\njira_server: https://example.com\n")
    try program.write("rules/b.yaml", "name: b\ntype: any\nis_enabled: false\n")
    let result = try program.run(["alert", "check", "rules"])
    #expect(result.status == 0)
    #expect(result.output == "1 rules: 1 any; 1 not enabled\n")
    #expect(
      result.errors == """
        genlog: warning: rules/a.yaml:4:1: unknown option `filtr` is passed over; did you mean `filter`?
        genlog: warning: rules/a.yaml:5:1: `jira_server` is an option of ElastAlert that genlog does not have, \
        and is passed over

        """)
    #expect(try program.run(["alert", "check", "rules", "--strict"]).status == 1)
    #expect(try program.run(["alert", "check", "nowhere"]).status == 2)
  }
}
