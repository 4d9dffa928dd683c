/// Tests that were run.
struct ExampleRun {
  /// The results, in the order of the tests.
  private(set) var results: [ExampleResult] = []
  /// What could not be read or is wrong.
  private(set) var problems: [String]
  /// What the examples went through.
  private(set) var coverage = ExampleCoverage()

  /// Runs the tests of a plan.
  init(_ plan: ExamplePlan) {
    problems = plan.problems
    for test in plan.tests {
      do throws(ExampleError) {
        let answer = try test.subject.answer(test.text, noting: &coverage)
        let differences = test.expectation.differences(from: answer)
        results.append(ExampleResult(test: test, answer: answer, differences: differences))
      } catch {
        // What is wrong with a pattern is so for each of its examples.
        if !problems.contains(error.description) { problems.append(error.description) }
      }
    }
  }

  /// How many tests passed.
  var passed: Int { results.count { $0.passed } }

  /// How many did not.
  var failed: Int { results.count - passed }
}
