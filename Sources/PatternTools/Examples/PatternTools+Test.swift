package import Grok

extension PatternTools {
  /// Runs the examples of patterns and rules, and says which do not hold.
  /// - Parameter paths: pattern files, rule files, test files, or folders of them; empty for all that
  ///   comes with the program.
  package static func test(
    _ paths: [String], options: TestOptions, to sink: Sink
  ) throws -> TestOutcome {
    let plan = try plan(paths, options)
    guard options.updates, !paths.isEmpty else { return try report(plan, options, to: sink) }
    let update = ExampleUpdate(ExampleRun(plan, measuresCoverage: false).results)
    let outcome = try report(try self.plan(paths, options), options, to: sink)
    return TestOutcome(
      problems: update.problems + outcome.problems, warnings: outcome.warnings,
      failed: outcome.failed,
      updated: update.updated.map { "\($0.file): \($0.count) new" })
  }

  private static func plan(
    _ paths: [String], _ options: TestOptions
  ) throws(PatternToolsError) -> ExamplePlan {
    var plan =
      paths.isEmpty ? try ExamplePlan.builtIn() : ExamplePlan(paths: paths, options: options)
    if let only = options.only { plan.tests.removeAll { !$0.name.contains(only) } }
    return plan
  }

  private static func report(
    _ plan: ExamplePlan, _ options: TestOptions, to sink: Sink
  ) throws -> TestOutcome {
    let run = ExampleRun(
      plan, measuresCoverage: options.measuresCoverage && options.only == nil)
    try sink(Array(options.format.report(run, options).utf8).span)
    return TestOutcome(
      problems: run.problems, warnings: plan.warnings, failed: run.failed, updated: [])
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

  /// Only tests are run whose names hold this, and coverage is not measured; nil for all.
  package var only: String?
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
  /// What is odd, though it stops nothing.
  package let warnings: [String]
  /// How many tests failed.
  package let failed: Int
  /// The files that were updated, and how many expectations of each.
  package let updated: [String]
}
