import Testing

@Suite("genlog patterns bench with a log")
struct BenchCommandTests {
  /// Three rules, of which the last takes nearly all and the first two overlap.
  private static let rules = #"""
    rules:
      - name: door-locked
        code: "29999"
        pattern: 'Door %{WORD:door.name} was locked'
        examples: [{line: '10:00:01.000 Std 29999 Door front was locked', fields: {door.name: front}}]
      - name: door-any
        code: "29999"
        pattern: 'Door %{WORD:door.name} was %{GREEDYDATA:door.event}'
        examples:
          - line: '10:00:01.000 Std 29999 Door front was opened'
            fields: {door.name: front, door.event: opened}
      - name: window-any
        code: "29999"
        pattern: 'Window %{WORD:door.name} was %{GREEDYDATA:door.event}'
        examples:
          - line: '10:00:01.000 Std 29999 Window left was opened'
            fields: {door.name: left, door.event: opened}

    """#

  private func program() throws -> Program {
    let program = try Program()
    try program.write("site.yml", Self.rules)
    var lines = (0..<400).map { "10:00:00.000 Std 29999 Window w\($0) was opened\n" }
    for index in 0..<20 {
      lines.append(
        "10:00:01.000 Std 29999 Door d\(index) was \(index % 2 == 0 ? "locked" : "shut")\n")
    }
    lines.append("10:00:02.000 Std 29999 Something else\n")
    try program.write("doors.log", lines.joined())
    return program
  }

  private func run(_ program: Program, _ arguments: String...) throws -> Program.Result {
    try program.run(["patterns", "bench"] + arguments)
  }

  @Test("each rule of a file is measured, and the fastest order told")
  func rules() throws {
    let result = try run(try program(), "--json", "site.yml", "doors.log")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    let rows = try result.events()
    #expect(rows.prefix(3).map { $0.text("rule") } == ["window-any", "door-locked", "door-any"])
    #expect(rows.prefix(3).map { $0.value("records") as? Int } == [400, 10, 10])
    #expect(rows.prefix(3).map { $0.value("tries") as? Int } == [401, 421, 411])
    for row in rows.prefix(3) {
      for key in ["match_ns", "miss_ns", "late_miss_ns"] {
        #expect((row.value(key) as? Double ?? 0) > 0)
      }
    }
    let order = try #require(rows.first { $0.value("order") != nil })
    #expect(order.value("order") as? [String] == ["window-any", "door-locked", "door-any"])
    #expect(order.text("code") == "29999")
    #expect(order.value("records") as? Int == 421)
    let times = try #require(order.value("now_ns") as? Double)
    #expect(times > order.value("best_ns") as? Double ?? .infinity)
    #expect(rows.last?.value("summary.records") as? Int == 421)
  }

  @Test("the page has the rules and the moves")
  func page() throws {
    let result = try run(try program(), "site.yml", "--log", "doors.log")
    #expect(result.status == 0)
    #expect(
      result.lines[0].hasPrefix("records  share  ns/match  ns/miss  ns/late miss  tries  rule"))
    #expect(result.lines[1].hasPrefix("    400  95.0%"))
    #expect(result.output.contains("421 records, "))
    #expect(result.output.contains("  29999: 421 records, "))
    #expect(
      result.output.hasSuffix(
        """
            1  was 3  window-any

        """))
  }

  @Test("all rules are measured without any named, and those that were not tried are left out")
  func allRules() throws {
    let program = try program()
    try program.write(
      "conf.log",
      "Application type: ConfigurationServer (21)\n"
        + "10:00:00.000 Trc 04120 Check point 2026-01-12T10:00:00\n")
    let rows = try run(program, "--json", "--log", "conf.log").events()
    #expect(rows.map { $0.text("rule") } == ["check-point", nil])
    let user = try run(program, "--json", "--patterns", "site.yml", "--log", "conf.log").events()
    #expect(user.count == 5)
    #expect(user.first { $0.text("rule") == "door-any" }?.value("tries") as? Int == 0)
  }

  @Test("expressions stand for rules, names of the library among them")
  func expressions() throws {
    let program = try program()
    let result = try run(program, "--json", "Door %{WORD} was locked", "TIME", "doors.log")
    let rows = try result.events()
    #expect(rows[0].text("rule") == "%{TIME}")
    #expect(rows[0].value("records") as? Int == 411)
    #expect(rows[1].text("rule") == "Door %{WORD} was locked")
    #expect(rows[1].value("records") as? Int == 10)
    // Each line that the first takes, the second would take too.
    #expect(rows.count == 3)
  }

  @Test("a log that is missing ends with 3, an empty or binary one is measured")
  func inputs() throws {
    let program = try program()
    let missing = try run(program, "site.yml", "--log", "nowhere.log")
    #expect(missing.status == 3)
    #expect(missing.errors.contains("nowhere.log: no such file or directory"))
    try program.write("empty.log", "")
    let empty = try run(program, "site.yml", "empty.log")
    #expect(empty.status == 0)
    #expect(empty.output.contains("0 records, 0 bytes"))
    try program.write("binary.log", (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) })
    #expect(try run(program, "site.yml", "binary.log").status == 0)
    try program.write("logs/a.log", "10:00:00.000 Std 29999 Window a was opened\n")
    #expect(try run(program, "site.yml", "--log", "logs").output.contains("1 record"))
  }

  @Test(
    "what cannot be measured is told",
    arguments: [
      (["site.yml", "--log", "-"], "standard input: the logs of a bench are read twice"),
      (["site.yml", "%{INT}", "doors.log"], "rules and expressions cannot be measured together"),
      (["nowhere.yml", "doors.log"], "nowhere.yml"), (["%{NOWHERE}", "doors.log"], "NOWHERE"),
      (["site.yml", "doors.log", "--line", "x"], "--line and a log"),
      (["x", "--component", "OCServer"], "--component is for logs"),
      (["site.yml", "doors.log", "--wrong"], "--wrong"),
    ])
  func mistakes(arguments: [String], message: String) throws {
    let result = try program().run(["patterns", "bench"] + arguments)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(message))
  }
}
