import Foundation
import Testing

@Suite("genlog alert list, silence and resolve")
struct AlertStateCommandTests {
  private static let rule = """
    name: lost
    type: pair
    detect: event.code = 04504
    clear: event.code = 04503
    within: {seconds: 10}
    query_key: host.name
    realert: {minutes: 10}

    """

  private static func event(_ minute: Int, _ code: String, _ host: String = "sip-1") -> String {
    "{\"@timestamp\":\"2026-03-01T12:0\(minute):00Z\",\"event\":{\"code\":\"\(code)\"},"
      + "\"host\":{\"name\":\"\(host)\"}}\n"
  }

  private static let state = ["--rules", "rule.yaml", "--state", "state.json"]

  /// A program in whose state the pair of sip-1 is open, and was told.
  private func program() throws -> Program {
    let program = try Program()
    try program.write("rule.yaml", Self.rule)
    let result = try run(program, Self.event(0, "04504") + Self.event(1, "1"))
    #expect(result.lines.count == 1)
    return program
  }

  private func run(_ program: Program, _ events: String) throws -> Program.Result {
    try program.run(["alert", "run"] + Self.state + ["-"], input: events)
  }

  @Test("list says what holds, since when, and how often it was told")
  func list() throws {
    let program = try program()
    let table = try program.run(["alert", "list"] + Self.state)
    #expect(table.errors == "")
    #expect(table.lines.count == 1)
    #expect(table.output.hasPrefix("firing    lost"))
    #expect(table.output.contains("sip-1"))
    #expect(table.output.hasSuffix("told 1 times\n"))
    let json = try program.run(["alert", "list"] + Self.state + ["--format", "ndjson"]).events()
    #expect(json.first?["status"] as? String == "firing")
    #expect(json.first?["key"] as? String == "sip-1")
    #expect(json.first?["told"] as? Int == 1)
  }

  @Test("a silent rule tells nothing until its time is over, then what still holds")
  func silence() throws {
    let program = try program()
    let done = try program.run(
      ["alert", "silence"] + Self.state + ["--rule", "lost", "--key", "sip-2", "--for", "5m"])
    #expect(done.status == 0)
    #expect(done.output == "lost, sip-2, is silent until 2026-03-01T12:06:00Z\n")
    let list = try program.run(["alert", "list"] + Self.state)
    #expect(list.lines.count == 2)
    #expect(try run(program, Self.event(2, "04504", "sip-2") + Self.event(5, "1")).output == "")
    let heard = try run(program, Self.event(7, "1"))
    #expect(heard.lines.count == 1)
    #expect(heard.output.contains("sip-2"))
  }

  @Test("with 0s a silence is over at once")
  func lift() throws {
    let program = try program()
    let arguments = ["alert", "silence"] + Self.state + ["--rule", "lost", "--for"]
    #expect(try program.run(arguments + ["1h"]).status == 0)
    #expect(try program.run(arguments + ["0s"]).output == "lost is heard again\n")
    #expect(
      try run(program, Self.event(2, "04504", "sip-2") + Self.event(3, "1")).lines.count == 1)
  }

  @Test("what is resolved by hand is told as ended, and its key begins anew")
  func resolve() throws {
    let program = try program()
    let arguments = ["alert", "resolve"] + Self.state + ["--rule", "lost", "--key", "sip-1"]
    let result = try program.run(arguments)
    #expect(result.status == 0)
    #expect(result.errors == "genlog: conditions ended: 1\n")
    #expect(result.output.contains("resolved"))
    #expect(try program.run(["alert", "list"] + Self.state).output == "")
    #expect(try run(program, Self.event(2, "04503") + Self.event(9, "1")).output == "")
    let again = try program.run(arguments)
    #expect(again.status == 2)
    #expect(again.errors.hasPrefix("genlog: error: nothing holds for `lost` and `sip-1`\nhelp: "))
  }

  @Test("a rule that is not there, a length that is none and a missing state are mistakes")
  func mistakes() throws {
    let program = try program()
    let silence = ["alert", "silence"] + Self.state
    #expect(
      try program.run(silence + ["--rule", "x", "--for", "1h"]).errors
        == "genlog: error: there is no rule `x`\nhelp: the rules are `lost`\n")
    #expect(
      try program.run(silence + ["--rule", "lost", "--for", "long"]).errors
        == "genlog: error: `long` is no length of time\nhelp: write it like 30m, 4h or 2d\n")
    let none = try program.run(
      ["alert", "list", "--rules", "rule.yaml", "--state", "none.json"])
    #expect(none.status == 2)
    #expect(none.errors.hasPrefix("genlog: error: none.json: there is no such file\nhelp: "))
  }
}
