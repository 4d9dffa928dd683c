import Foundation
import Testing

@Suite("genlog patterns coverage")
struct CoverageCommandTests {
  /// A log of a Configuration Server: a header, two records that a rule knows, three that none does.
  private static let log = """
    Application type: ConfigurationServer (21)
    10:00:00.000 Trc 04120 Check point 2026-01-12T10:00:00
    10:00:00.100 Trc 04120 Check point 2026-01-12T10:00:00
    10:00:01.000 Std 29999 Door front of room 17 was opened
    10:00:02.000 Std 29999 Door back of room 4 was opened
    10:00:03.000 the unexpected came, password=swordfish1

    """
  private static let rules = #"""
    rules:
      - name: door-opened
        code: "29999"
        pattern: 'Door %{WORD:door.name} of room %{INT:door.room:int} was opened'
        examples:
          - line: '10:00:01.000 Std 29999 Door front of room 17 was opened'
            fields: {door.name: front, door.room: 17}
      - name: window-opened
        code: "29998"
        pattern: 'Window was opened'
        examples: [{line: '10:00:01.000 Std 29998 Window was opened', fields: {}}]

    """#

  private func program() throws -> Program {
    let program = try Program()
    try program.write("conf.log", Self.log)
    try program.write("site.yml", Self.rules)
    return program
  }

  private func run(_ program: Program, _ arguments: String...) throws -> Program.Result {
    try program.run(["patterns", "coverage"] + arguments)
  }

  @Test("tells what takes each record, and the shapes of the rest with an example each")
  func page() throws {
    let result = try run(try program(), "conf.log")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.lines[0].hasPrefix("records  share  ns/match  ns/miss  tries  rule"))
    #expect(result.lines[1].hasPrefix("      2  33.3%"))
    #expect(result.lines[1].hasSuffix("2  check-point"))
    #expect(
      result.output.hasSuffix(
        """

        6 records, 317 bytes: 50.0% explained
        2  33.3%  by 1 rule
        1  16.7%  header blocks
        3  50.0%  by nothing

        What nothing explains has 2 shapes:

        2 (33.3%)  29999 Door <front|back> of room <int> was opened
            Door front of room 17 was opened
            byte 153 of conf.log

        1 (16.7%)  the unexpected came, password=******
            the unexpected came, password=******
            byte 263 of conf.log

        """))
  }

  @Test("counts what parse counts")
  func sameAsParse() throws {
    let program = try program()
    let samples = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../samples")
    let parsed = try program.run(
      ["parse", "--quiet", "--to", "/dev/null", "--report", "report.json", samples.path])
    #expect(parsed.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(try program.read("report.json").utf8))
    let report = try #require(object as? [String: Any])
    let rows = try run(program, "--json", samples.path).events()
    var counts: [String: Int] = [:]
    for row in rows {
      if let name = row.text("rule"), let count = row.value("records") as? Int, count > 0 {
        counts[name] = count
      }
    }
    #expect(counts == report.value("total.rules") as? [String: Int])
    #expect(counts.count > 100)
    let summary = try #require(rows.last)
    #expect(summary.value("summary.records") as? Int == report.value("total.records") as? Int)
    #expect(summary.value("summary.unmatched") as? Int == report.value("total.unmatched") as? Int)
    #expect(summary.value("summary.bytes") as? Int == report.value("total.bytes") as? Int)
  }

  @Test("the user's rules count, and those that were not tried are shown too")
  func userRules() throws {
    let result = try run(try program(), "--json", "--patterns", "site.yml", "conf.log")
    let rows = try result.events()
    let door = try #require(rows.first { $0.text("rule") == "door-opened" })
    #expect(door.text("kind") == "rule")
    #expect(door.text("file") == "site.yml")
    #expect(door.value("line") as? Int == 2)
    #expect(door.value("records") as? Int == 2)
    #expect(door.value("tries") as? Int == 2)
    #expect(door.value("match_ns") as? Double != nil)
    #expect(door.value("miss_ns") == nil)
    let window = try #require(rows.first { $0.text("rule") == "window-opened" })
    #expect(window.value("tries") as? Int == 0)
    #expect(rows.last?.value("summary.unmatched") as? Int == 1)
  }

  @Test("without the built-in rules only the user's count, for a before and after")
  func noBuiltIn() throws {
    let program = try program()
    let before = try run(program, "--json", "--no-built-in", "conf.log").events()
    #expect(before.last?.value("summary.by.rule") as? Int == 0)
    #expect(before.last?.value("summary.unmatched") as? Int == 5)
    let shape = try #require(before.first { $0.text("template") != nil })
    #expect(shape.text("template") == "Check point <timestamp>")
    #expect(shape.text("code") == "04120")
    #expect(shape.value("records") as? Int == 2)
    #expect(shape.text("example") == "Check point 2026-01-12T10:00:00")
    #expect(shape.text("file") == "conf.log")
    #expect(shape.value("offset") as? Int == 43)
    let after = try run(
      program, "--json", "--no-built-in", "--patterns", "site.yml", "conf.log"
    ).events()
    #expect(after.last?.value("summary.by.rule") as? Int == 2)
    #expect(after.last?.value("summary.unmatched") as? Int == 3)
  }

  @Test("expressions stand for rules, and lines for records")
  func expressions() throws {
    let result = try run(
      try program(), "--json", "--pattern", "Door %{WORD}", "--pattern", "Std", "conf.log")
    let rows = try result.events()
    #expect(rows[0].text("rule") == "Door %{WORD}")
    #expect(rows[0].text("kind") == "expression")
    #expect(rows[0].value("records") as? Int == 2)
    #expect(rows[1].text("rule") == "Std")
    #expect(rows[1].value("records") as? Int == 0)
    #expect(rows.last?.value("summary.records") as? Int == 6)
  }

  @Test("says the same whatever the number of threads, times aside")
  func threads() throws {
    let program = try program()
    let log = (0..<30_000).map { number in
      switch number % 3 {
      case 0: "10:00:00.000 Trc 04120 Check point 2026-01-12T10:00:00\n"
      case 1: "10:00:00.000 Std 29999 Door d\(number % 7) of room \(number) was opened\n"
      default: "10:00:00.000 module \(String(number, radix: 16)) said \"\(number % 11)\"\n"
      }
    }
    try program.write("large.log", log.joined())
    let reports = try ["1", "4"].map { jobs in
      try run(program, "--json", "--jobs", jobs, "large.log").output
        .replacing(#/,"(match|miss)_ns":[0-9.e+]+/#, with: "")
    }
    #expect(reports[0] == reports[1], "the reports differ")
    #expect(
      reports[0].contains(#"{"template":"Door <word> of room <int> was opened","records":10000"#))
  }

  @Test("a smaller share than asked for ends with 1")
  func failBelow() throws {
    let program = try program()
    #expect(try run(program, "--fail-below", "50", "conf.log").status == 0)
    let result = try run(program, "--unmatched", "0", "--fail-below", "50.1", "conf.log")
    #expect(result.status == 1)
    #expect(!result.output.contains("shapes"))
    #expect(
      result.errors == """
        genlog: error: 50.0% of 6 records are explained, and not 50.1%
        help: `genlog patterns suggest` makes rules for what is not

        """)
  }

  @Test("a file that is missing ends with 3, and the others are read")
  func missing() throws {
    let result = try run(try program(), "nowhere.log", "conf.log")
    #expect(result.status == 3)
    #expect(
      result.errors == """
        genlog: error: nowhere.log: no such file or directory
        help: check the path

        """)
    #expect(result.output.contains("6 records"))
  }

  @Test("reads a directory, standard input, an empty file and a binary one")
  func inputs() throws {
    let program = try program()
    try program.write("logs/a.log", Self.log)
    try program.write("logs/b.log", Self.log)
    #expect(try run(program, "logs").output.contains("12 records"))
    let piped = try program.run(["patterns", "coverage", "-"], input: Self.log)
    #expect(piped.output.contains("6 records, 317 bytes"))
    try program.write("empty.log", "")
    let empty = try run(program, "empty.log")
    #expect(empty.status == 0)
    #expect(empty.output.hasSuffix("\n0 records, 0 bytes: 0.0% explained\n"))
    let binary = try program.run(["patterns", "coverage", Program.executable])
    #expect(binary.status == 0)
    #expect(!binary.output.contains("\u{1B}"))
  }

  @Test(
    "options that mean nothing are told",
    arguments: [
      (["--unmatched=-1", "conf.log"], "--unmatched -1: give 0 or more"),
      (["--fail-below", "101", "conf.log"], "--fail-below 101.0: give a percentage, 0 to 100"),
      (
        ["--no-built-in", "--pattern", "a", "conf.log"],
        "--pattern stands for all rules: leave --no-built-in out"
      ),
      (["--pattern", "%{NOWHERE}", "conf.log"], "NOWHERE"),
      (["--component", "Toaster", "conf.log"], "Toaster"), ([], "nothing to read"),
      (["--wrong", "conf.log"], "--wrong"),
    ])
  func mistakes(arguments: [String], message: String) throws {
    let result = try program().run(["patterns", "coverage"] + arguments)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(message))
  }
}
