import Grok
import Testing

@testable import PatternTools

/// A run of the tests in a folder, its paths left out of what it says.
struct TestRun {
  /// The results.
  let results: [ExampleResult]
  /// What could not be read, or is wrong.
  let problems: [String]
  /// What examples reach.
  let coverage: CoverageFigures?

  /// Runs the tests of some files of a folder, or of all.
  init(_ folder: TextFolder, _ names: String..., change: (inout TestOptions) -> Void = { _ in }) {
    var options = TestOptions()
    change(&options)
    let paths = names.isEmpty ? [folder.path] : names.map(folder.path)
    let run = ExampleRun(ExamplePlan(paths: paths, options: options))
    results = run.results
    problems = run.problems.map(folder.relative)
    coverage = run.coverage
  }

  /// Runs the tests of one file.
  static func of(
    _ name: String, _ text: String, change: (inout TestOptions) -> Void = { _ in }
  ) throws -> TestRun {
    TestRun(try TextFolder([name: text]), name, change: change)
  }

  /// What is said of those that failed, each after its line.
  var failures: [String] {
    results.filter { !$0.passed }.flatMap { result in
      result.differences.flatMap(\.lines).map { "\(result.test.origin.line): \($0)" }
    }
  }

  /// `name` of each test, with `ok` or `FAILED`.
  var verdicts: [String] {
    results.map { "\($0.passed ? "ok" : "FAILED") \($0.test.name)" }
  }
}
