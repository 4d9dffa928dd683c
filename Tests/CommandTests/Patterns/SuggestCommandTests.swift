import Testing

@Suite("genlog patterns suggest")
struct SuggestCommandTests {
  private static let log = """
    Application name: cs
    Application type: RouterServer (15)
    Local time:       2026-01-12T08:15:00.124
    File:             (1) cs.log

    08:15:00.200 Std 90001 Seat limit [40] reached by user [k.ashe]
    08:15:01.200 Std 90001 Seat limit [41] reached by user [r.moss]
    08:15:02.200 Std 90002 it's so: [#1]

    """

  private func program() throws -> Program {
    let program = try Program()
    try program.write("cs.log", Self.log)
    return program
  }

  private func run(_ program: Program, _ arguments: String...) throws -> Program.Result {
    try program.run(["patterns", "suggest"] + arguments)
  }

  @Test("a Genesys log gives a file of rules that parse and coverage load as it is")
  func rules() throws {
    let program = try program()
    let result = try run(program, "cs.log")
    #expect(result.status == 0)
    #expect(
      result.errors
        == "examples are taken from the log: look them over before you share them\n"
        + "2 rules explain 100.0 % of 3 records\n")
    #expect(
      result.output == """
        # Suggested by `genlog patterns suggest`. Look over names and fields, and the examples:
        # they are lines of the log.
        component: RouterServer
        rules:
          # 2 records
          - name: seat-limit-reached-user
            code: "90001"
            pattern: 'Seat limit \\[%{INT:genesys.urs.seat_limit:int}\\] reached by user \\[%{GBRACKETED:user.name}\\]'
            examples:
              - line: '08:15:00.200 Std 90001 Seat limit [40] reached by user [k.ashe]'
                fields:
                  genesys.urs.seat_limit: 40
                  user.name: k.ashe

          # 1 record
          - name: so
            code: "90002"
            pattern: 'it''s so: \\[%{GBRACKETED:genesys.urs.it_s_so}\\]'
            examples:
              - line: '08:15:02.200 Std 90002 it''s so: [#1]'
                fields:
                  genesys.urs.it_s_so: '#1'

        """)
    try program.write("site.yml", result.output)
    let before = try program.run(["patterns", "coverage", "--no-built-in", "cs.log"])
    #expect(before.output.contains("4 records") && !before.output.contains("100.0% explained"))
    let after = try program.run([
      "patterns", "coverage", "--no-built-in", "--patterns", "site.yml", "--fail-below", "100",
      "cs.log",
    ])
    #expect(after.status == 0)
    let parsed = try program.run(["parse", "--strict", "--patterns", "site.yml", "cs.log"])
    #expect(parsed.status == 0)
    #expect(parsed.output.contains("\"genesys\":{\"urs\":{\"seat_limit\":41}"))
  }

  @Test("lines from standard input give expressions that --pattern takes")
  func expressions() throws {
    let program = try Program()
    let text = "user bob logged in from 192.0.2.7\nuser eve logged in from 192.0.2.8\n"
    let result = try program.run(
      ["patterns", "suggest", "--format", "expressions", "-"], input: text)
    #expect(result.status == 0)
    #expect(result.output == "^user %{WORD:user.name} logged in from %{IP:source.ip}$\n")
    #expect(result.errors == "1 expression explains 100.0 % of 2 lines\n")
    let parsed = try program.run(
      ["parse", "--quiet", "--pattern", result.lines[0], "-"], input: text)
    #expect(parsed.output.contains("\"source\":{\"ip\":\"192.0.2.8\"}"))
  }

  @Test("other logs give a file of patterns with tests")
  func patterns() throws {
    let program = try Program()
    try program.write("some.log", "took 20ms\ntook 1.5ms\n")
    let result = try run(program, "some.log")
    #expect(result.status == 0)
    #expect(
      result.output == """
        # Suggested by `genlog patterns suggest`. Look over names and fields, and the examples:
        # they are lines of the log.

        # 2 lines
        TOOK_MS took %{NUMBER:took:float}ms
        # test: took 20ms => {"took":20.0}

        """)
    try program.write("some.grok", result.output)
    let shown = try program.run(["patterns", "show", "--patterns", "some.grok", "TOOK_MS"])
    #expect(shown.output.contains("took 20ms"))
  }

  @Test("with --unmatched-only, records that rules take are left out")
  func unmatched() throws {
    let program = try program()
    try program.write(
      "cs.log", Self.log + "08:15:03.200 Std 05060 Application started\n")
    let result = try run(program, "--unmatched-only", "cs.log")
    #expect(result.errors.hasSuffix("2 rules explain 100.0 % of 3 records that no rule takes\n"))
    #expect(!result.output.contains("Application started"))
  }

  @Test(
    "what does not go together is refused",
    arguments: [
      (["--format", "xml"], "'xml'"), (["--min-count", "0"], "--min-count 0: give 1 or more"),
      (["--max-rules", "0"], "--max-rules 0: give 1 or more"),
      (["--lines", "--format", "yaml"], "rules are for records: leave --lines out"),
      (["--lines", "--unmatched-only"], "--unmatched-only is for records"),
      (["--component", "Nothing"], "Nothing"), (["--no-such-flag"], "--no-such-flag"),
    ])
  func refused(arguments: [String], text: String) throws {
    let result = try program().run(["patterns", "suggest"] + arguments + ["cs.log"])
    #expect(result.status == 2 || result.status == 64)
    #expect(result.errors.contains(text), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test("what cannot be read is told, and ends with 3")
  func unreadable() throws {
    let program = try program()
    let missing = try run(program, "none.log")
    #expect(missing.status == 3)
    #expect(missing.errors.contains("none.log"))
    let both = try run(program, "none.log", "cs.log")
    #expect(both.status == 3)
    #expect(both.output.contains("seat-limit-reached-user"))
  }

  @Test("a directory is read with all below it, an empty file gives nothing")
  func inputs() throws {
    let program = try Program()
    try program.write("logs/cs.log", Self.log)
    #expect(try run(program, "logs").output.contains("seat-limit-reached-user"))
    try program.write("empty.log", "")
    let empty = try run(program, "empty.log")
    #expect(empty.status == 0)
    #expect(empty.output.isEmpty)
    #expect(empty.errors == "there are no lines to suggest anything from\n")
  }

  @Test("a binary file neither stops it nor gives anything that is not text")
  func binary() throws {
    let program = try Program()
    var state: UInt32 = 7
    let bytes = (0..<20_000).map { _ -> UInt8 in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
    try program.write("noise.bin", bytes)
    let result = try run(program, "--max-rules", "20", "noise.bin")
    #expect(result.status == 0)
  }
}
