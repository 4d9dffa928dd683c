import Testing

@testable import PatternTools

/// What comes with genlog, held to what lint asks of others.
@Suite("lint of the built-in library")
struct BuiltInLintTests {
  @Test("library and rules are clean, or each exception is explained in its file")
  func clean() throws {
    let report = try PatternTools.lint(PatternTools.LintOptions())
    #expect(report.text(as: .json, style: TextStyle(usesColor: false)) == "")
  }
}
