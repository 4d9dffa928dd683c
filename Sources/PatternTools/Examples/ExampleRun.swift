/// Tests that were run.
struct ExampleRun {
  /// The results, in the order of the tests.
  private(set) var results: [ExampleResult] = []
  /// What could not be read or is wrong.
  private(set) var problems: [String]
  /// How much the examples reach; nil where nobody asks.
  private(set) var coverage: CoverageFigures?

  /// Runs the tests of a plan.
  init(_ plan: ExamplePlan, measuresCoverage: Bool = true) {
    problems = plan.problems
    var coverage = ExampleCoverage(isWanted: measuresCoverage)
    for test in plan.tests {
      do throws(ExampleError) {
        let answer = try test.subject.answer(test.text, noting: &coverage)
        let differences = test.expectation.differences(from: answer)
        results.append(ExampleResult(test: test, answer: answer, differences: differences))
      } catch {
        // What is wrong with a pattern is so for each of its examples.
        note(error.description)
      }
    }
    guard measuresCoverage else { return }
    for problem in plan.scope.makeKnown(to: &coverage) { note(problem) }
    self.coverage = CoverageFigures(plan.scope, coverage)
  }

  private mutating func note(_ problem: String) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// How many tests passed.
  var passed: Int { results.count { $0.passed } }

  /// How many did not.
  var failed: Int { results.count - passed }
}
