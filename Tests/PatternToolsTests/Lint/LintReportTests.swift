import Grok
import Testing

@testable import PatternTools

/// The table of checks, and what a report looks like.
@Suite("lint report")
struct LintReportTests {
  private func report(_ expressions: [String]) throws -> LintReport {
    var options = PatternTools.LintOptions()
    options.arguments = expressions
    return try PatternTools.lint(options)
  }

  @Test("every check is in the table, with all that is said of it")
  func table() {
    for check in GrokCheck.allCases { #expect(LintCheck.named(check.rawValue) != nil) }
    #expect(Set(LintCheck.all.map(\.id)).count == LintCheck.all.count)
    for check in LintCheck.all {
      #expect(!check.summary.isEmpty && !check.why.isEmpty && !check.better.isEmpty)
    }
  }

  @Test("a finding says where, what, why and what is better, and marks the place")
  func text() throws {
    let text = try report([#"^\[%{DATA:log.logger}\] (?:a+)+$"#])
      .text(as: .text, style: TextStyle(usesColor: false))
    #expect(
      text == #"""
        <expression>:1:4: warning: %{DATA:log.logger} takes anything, and something follows it [greedy-middle]
          ^\[%{DATA:log.logger}\] (?:a+)+$
             ^^^^^^^^^^^^^^^^^^
        why: it can run past its end into the next value, and what follows is tried at each byte
        help: write (?<log.logger>[^\]]*), which ends at the ]; if the value may hold that, (?>%{DATA:log.logger}\] ) takes the first `\] ` for the end

        <expression>:1:25: error: a loop in a loop takes the same text as the next round of the outer one [nested-quantifier]
          ^\[%{DATA:log.logger}\] (?:a+)+$
                                  ^^^^^^^
        shown: "[] aaaaaaaaaaaaaaaaaaaaaaaaa\u0001" takes more than 524288 steps, exponential in the number of "a"
        why: each round doubles the ways to read a line that does not match: 30 bytes can stop a run
        help: keep one of them: (?:a+)+ is a+; or let each round begin or end with what the inner one cannot take, or make the inner one possessive: a++

        1 error, 1 warning

        """#)
  }

  @Test("as JSON each finding is an object on a line")
  func json() throws {
    let text = try report(["%{WRD}"]).text(as: .json, style: TextStyle(usesColor: false))
    #expect(
      text == #"""
        {"id":"unknown-name","severity":"error","file":"<expression>","problem":"the expression uses %{WRD}, which no library defines","why":"the pattern does not compile","help":"did you mean %{WORD}?","text":"%{WRD}","line":1,"column":1}

        """#)
    #expect(try report(["^%{WORD}"]).text(as: .json, style: TextStyle(usesColor: false)) == "")
  }

  @Test("what is grave is counted")
  func counts() throws {
    let report = try report(["%{WRD:message}", "(a)%{WORD}"])
    #expect(report.count(atLeast: .error) == 1)
    #expect(report.count(atLeast: .warning) == 2)
    #expect(report.count(atLeast: .note) == 3)
  }
}
