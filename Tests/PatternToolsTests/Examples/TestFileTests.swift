import Grok
import Testing

@testable import PatternTools

@Suite("Test files in YAML")
struct TestFileTests {
  private static let site = """
    DN [0-9]{3,6}
    CALL call %{DN:[call][from]} -> %{DN:[call][to]}
    """

  @Test("texts are given to what the file or the test says, and compared as it asks")
  func tests() throws {
    let folder = try TextFolder([
      "site.grok": Self.site,
      "a.test.yml": """
      patterns: [site.grok]
      definitions:
        WHO: '[a-z]+'
      expression: '%{CALL} by %{WHO:who}'
      tests:
        - name: exact
          line: 'x call 7001 -> 7002 by ann'
          fields: {call: {from: '7001', to: '7002'}, who: ann}
        - name: dotted, with one wrong
          line: 'call 7001 -> 7002 by ann'
          fields: {call.from: '7001', call.to: 7002, who: ann}
        - name: some
          line: 'call 7001 -> 7002 by ann'
          contains: {who: ann}
          absent: [call.via]
        - name: one too many
          line: 'call 7001 -> 7002 by ann'
          absent: [call]
        - pattern: DN
          lines: ['7001', '70', '700a']
          fails: true
        - name: another expression, of several lines
          expression: ['^no$', '^(?<first>.*)\\n(?<n:int>\\d+)$']
          line: |-
            one
            2
          fields: {first: one, n: 2}
        - name: not of its type
          expression: '%{WORD:n:int}'
          line: abc
          contains: {n: abc}
          tags: [_grok_convert_failure]
      """,
    ])
    let run = TestRun(folder, "a.test.yml")
    #expect(run.problems == [])
    #expect(
      run.verdicts == [
        "ok exact", "FAILED dotted, with one wrong", "ok some", "FAILED one too many", "FAILED DN",
        "ok DN", "ok DN", "ok another expression, of several lines", "ok not of its type",
      ])
    #expect(
      run.failures == [
        #"9: ! call.to: expected 7002 (number), got "7002" (text)"#,
        #"16: + call.from: "7001"  there, but not expected"#,
        #"16: + call.to: "7002"  there, but not expected"#,
        "20: matches, but should not",
      ])
  }

  @Test("rules and whole records are tested, with those of the file's folder")
  func rules() throws {
    let folder = try TextFolder([
      "seats.yml": """
      rules:
        - name: seat-limit
          code: "24351"
          pattern: 'Seats \\[%{GCOUNT:genesys.seat.limit:int}\\]'
          set: {event.outcome: failure}
          examples:
            - line: '08:15:00.123 Std 24351 Seats [40]'
              fields: {genesys.seat.limit: 40, event.outcome: failure}
          counterexamples:
            - '08:15:00.123 Std 24351 Seats [forty]'
      """,
      "b.test.yml": """
      tests:
        - rule: seat-limit
          line: '08:15:00.123 Std 24351 Seats [7]'
          fields: {genesys.seat.limit: 7, event.outcome: failure}
        - rule: seat-limit
          line: '08:15:00.123 Std 24200 Seats [7]'
        - record: |
            08:15:00.123 Std 24351 Seats [7]
          component: confserv
          date: '2016-05-13'
          timezone: Europe/Berlin
          contains:
            '@timestamp': '2016-05-13T06:15:00.123Z'
            event: {code: '24351', action: seat-limit}
            genesys.seat.limit: 7
        - record: '08:15:00.123 Std 24351 Something else'
          fails: true
        - record: '08:15:00.123 Std 24351 Something else'
          contains: {message: Something}
      """,
    ])
    let run = TestRun(folder)
    #expect(run.problems == [])
    #expect(
      run.verdicts == [
        "ok seat-limit", "ok seat-limit", "ok seat-limit", "FAILED seat-limit",
        "ok ConfigurationServer", "ok record", "FAILED record",
      ])
    #expect(
      run.failures == ["5: does not match, but should", "18: does not match, but should"])
    #expect(run.coverage?.rules == .init(all: 1, reached: 1))
  }

  @Test(
    "a mistake is told with its place and with what to do",
    arguments: [
      ("tests: x", "a.test.yml:1:8: `tests` must be a list, not a text"),
      ("x: 1", "a.test.yml:1:1: unknown key `x`"),
      ("expression: a", "a.test.yml: has no `tests`"),
      ("tests:\n  - line: x", "a.test.yml:2:5: the test does not say what its text is given to"),
      ("tests:\n  - pattern: INT", "a.test.yml:2:5: the test has no text"),
      (
        "tests:\n  - {pattern: INT, line: a, lines: [b]}",
        "a.test.yml:2:5: the test has both `line` and `lines`"
      ),
      (
        "tests:\n  - {pattern: IMT, line: a}",
        "a.test.yml:2:5: no library defines the pattern IMT\nhelp: did you mean INT?"
      ),
      (
        "tests:\n  - {rule: object-craeted, line: a}",
        "a.test.yml:2:5: there is no rule `object-craeted`\nhelp: did you mean `object-created`?"
      ),
      (
        "tests:\n  - {pattern: INT, rule: x, line: a}",
        "a.test.yml:2:26: `rule` stands beside `pattern`"
      ),
      (
        "tests:\n  - {pattern: INT, line: a, linse: b}",
        "a.test.yml:2:29: unknown key `linse`\nhelp: did you mean `line`?"
      ),
      (
        "tests:\n  - {pattern: INT, line: a, fields: {}, contains: {}}",
        "a.test.yml:2:51: the test has both `fields` and `contains`"
      ),
      (
        "tests:\n  - {pattern: INT, line: [a]}",
        "a.test.yml:2:26: `line` must be a text, not a list"
      ),
      ("tests:\n  - {record: a, component: nosuch}", "a.test.yml:2:28: unknown component `nosuch`"),
      ("tests:\n  - {record: a, date: 2016-5-3}", "a.test.yml:2:5: `2016-5-3` is no date"),
      ("tests:\n  - {record: a, timezone: Mars/X}", "a.test.yml:2:5: unknown time zone `Mars/X`"),
      (
        "patterns: nosuch.grok\ntests:\n  - {pattern: INT, line: a}",
        "nosuch.grok: no such file or directory"
      ),
      ("tests:\n  - {expression: '%{NOSUCH}', line: a}", "a.test.yml:2:1: unknown pattern"),
      ("a: &x 1\nb: *x", "a.test.yml:2:4: *x is a YAML alias"),
      ("a: [", "a.test.yml:2:1: not valid YAML"),
    ])
  func mistakes(text: String, message: String) throws {
    let run = try TestRun.of("a.test.yml", text)
    #expect(run.results.isEmpty)
    let problem = try #require(run.problems.first)
    #expect(problem.hasPrefix(message) || problem.contains("NOSUCH"), "\(problem)")
    #expect(problem.contains("\nhelp: "))
  }

  @Test("any text is read or refused", arguments: 0..<4)
  func hostile(seed: UInt64) throws {
    var mutation = Mutation(seed: seed)
    let text = """
      definitions: {WHO: '[a-z]+'}
      expression: '%{WHO:who} %{INT:n:int}'
      tests:
        - name: one
          line: "ann 7"
          fields: {who: ann, n: 7}
        - lines: ['x', "y\\n"]
          fails: true
          tags: [_grokparsefailure]
        - record: |
            08:15:00.123 Std 05060 Application started
          contains: {event: {code: '05060'}}
      """
    let workbench = Workbench(flavour: .ecs, userPaths: [])
    for _ in 0..<400 {
      let bytes = mutation.mutated(Array(text.utf8))
      let damaged = String(decoding: bytes, as: UTF8.self)
      guard let root = try? DocumentReader.readYAML(damaged, file: "x") else { continue }
      let tests = try? TestFileReader.read(.init(path: "x", root: root), workbench)
      var plan = ExamplePlan()
      plan.tests = tests ?? []
      #expect(ExampleRun(plan, measuresCoverage: false).results.count <= plan.tests.count)
    }
  }
}
