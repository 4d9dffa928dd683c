import Grok

/// A test of patterns: a text, what it is given to, and what has to come of it.
struct ExampleTest: Sendable {
  /// What it is an example of: a pattern's name, a rule's, or what a test file calls it.
  let name: String
  /// Where it is written.
  let origin: PatternOrigin
  /// The text, to be shown.
  let text: String
  /// What the text is given to.
  let subject: any ExampleSubject
  /// What has to come of it.
  let expectation: ExampleExpectation
  /// Where its file says what it expects; nil where nothing could be written anew.
  var source: ExpectationSource?
  /// The flavour of the library it is tried with, where that is worth telling.
  var flavour: Flavour?

  /// Its name for people.
  var title: String { flavour == .legacy ? "\(name) (legacy)" : name }

  /// `core.grok:14`.
  var place: String { origin.line > 0 ? "\(origin.file):\(origin.line)" : origin.file }
}

/// What examples are given to: expressions, rules, the filter of a pipeline.
protocol ExampleSubject: Sendable {
  /// What comes of a text; which parts of patterns it went through is noted.
  func answer(_ text: String, noting coverage: inout ExampleCoverage) throws(ExampleError)
    -> ExampleAnswer

  /// Where a text that nothing matched stops fitting what came nearest; nil where that cannot be told.
  func failure(of text: String) -> ExampleFailure?
}

/// A test that was run.
struct ExampleResult: Sendable {
  /// The test.
  let test: ExampleTest
  /// What came of it.
  let answer: ExampleAnswer
  /// How that is another than expected; empty if the test passed.
  let differences: [FieldDifference]

  /// Whether all is as expected.
  var passed: Bool { differences.isEmpty }
}
