package import Grok

extension PatternTools {
  /// Runs the examples of patterns and rules, and says which do not hold.
  /// - Parameter paths: pattern files, rule files, test files, or folders of them; empty for all that
  ///   comes with the program.
  package static func test(
    _ paths: [String], options: TestOptions, to sink: Sink
  ) throws -> TestOutcome {
    let plan =
      paths.isEmpty ? try ExamplePlan.builtIn() : ExamplePlan(paths: paths, options: options)
    let run = ExampleRun(plan, measuresCoverage: options.measuresCoverage)
    let page = options.format.report(run, options)
    try sink(Array(page.utf8).span)
    return TestOutcome(problems: run.problems, failed: run.failed)
  }
}

/// How tests are run and told.
package struct TestOptions: Sendable {
  /// In which form results are told.
  package var format = TestFormat.text
  /// How a page for people marks words.
  package var style = TextStyle(usesColor: false)
  /// Whether tests that passed are told one by one, too.
  package var isVerbose = false
  /// Which standard library files are tried with that do not say so themselves.
  package var flavour = Flavour.ecs
  /// Values of `--patterns`: loaded before the files that are tested, and not tested.
  package var userPaths: [String] = []

  /// A Logstash configuration, or an ingest pipeline in JSON, for test cases that name none.
  package var filterPath: String?
  /// Expressions for the field `message`, instead of such a file.
  package var expressions: [String] = []
  /// Whether coverage is measured and told.
  package var measuresCoverage = true
  /// Whether all that no example reaches is listed, and not the first few.
  package var listsUncovered = false

  /// Failures only, without colours.
  package init() {}
}

/// How a run of tests ended.
package struct TestOutcome: Sendable, Equatable {
  /// What could not be read or is wrong.
  package let problems: [String]
  /// How many tests failed.
  package let failed: Int
}
