/// The forms in which the results of tests are told.
package enum TestFormat: String, Sendable, CaseIterable {
  /// For people: what failed, a summary, coverage.
  case text
  /// The XML of JUnit, which CI servers read.
  case junit
  /// The Test Anything Protocol, version 14, which version 13's readers understand.
  case tap
  /// One JSON object a line: each test, then a summary.
  case json

  /// The report of a run.
  func report(_ run: ExampleRun, _ options: TestOptions) -> String {
    switch self {
    case .text: TextReport(options).page(run)
    case .junit: JUnitReport.document(run)
    case .tap: TAPReport.stream(run)
    case .json: JSONReport.lines(run)
    }
  }
}
