package import Grok

extension PatternTools {
  /// Runs the examples of patterns and rules, and says which do not hold.
  /// - Parameter paths: pattern files, rule files, test files, or folders of them; empty for all that
  ///   comes with the program.
  package static func test(
    _ paths: [String], options: TestOptions, to sink: Sink
  ) throws -> TestOutcome {
    guard !paths.isEmpty else { return try report(ExamplePlan.builtIn(), options, to: sink) }
    let plan = ExamplePlan(paths: paths, options: options)
    guard options.updates else { return try report(plan, options, to: sink) }
    let update = ExampleUpdate(ExampleRun(plan, measuresCoverage: false).results)
    let outcome = try report(ExamplePlan(paths: paths, options: options), options, to: sink)
    return TestOutcome(
      problems: update.problems + outcome.problems, failed: outcome.failed,
      updated: update.updated.map { "\($0.file): \($0.count) new" })
  }

  private static func report(
    _ plan: ExamplePlan, _ options: TestOptions, to sink: Sink
  ) throws -> TestOutcome {
    let run = ExampleRun(plan, measuresCoverage: options.measuresCoverage)
    try sink(Array(options.format.report(run, options).utf8).span)
    return TestOutcome(problems: run.problems, failed: run.failed, updated: [])
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
  /// Whether what examples give now is written into their files as what they are expected to give.
  package var updates = false
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
  /// The files that were updated, and how many expectations of each.
  package let updated: [String]
}
