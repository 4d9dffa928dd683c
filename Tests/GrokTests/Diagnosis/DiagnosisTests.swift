import Testing

@testable import Grok

/// Why a text does not match.
@Suite("diagnoses")
struct DiagnosisTests {
  @Test("what is to blame is named, where, and what was expected", arguments: BrokenExpressions.all)
  func culprit(_ broken: BrokenExpression) throws {
    let diagnosis = try broken.pattern().diagnose(broken.text)
    #expect(diagnosis.outcome == .noMatch)
    let failure = try #require(diagnosis.failure)
    #expect(failure.element.text == broken.culprit)
    #expect(failure.offset == broken.offset)
    #expect(failure.expected == broken.expected)
    #expect(
      broken.hint.isEmpty
        ? failure.hints.isEmpty : failure.hints.contains { $0.contains(broken.hint) })
    #expect(!diagnosis.isCutShort)
  }
}
