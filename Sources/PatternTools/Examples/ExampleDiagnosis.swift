/// Why an example that should match does not.
enum ExampleDiagnosis {
  /// Lines that say where a match stopped, for each report to show below the failure.
  ///
  /// So far that is what the engine says itself, by its tags.
  static func lines(_ result: ExampleResult) -> [String] {
    guard result.differences.contains(where: { if case .noMatch = $0 { true } else { false } })
    else { return [] }
    return result.answer.tags.map { "tagged \($0)" }
  }
}

extension ExampleResult {
  /// All that is to be said of a failure, a line each.
  var explanation: [String] { differences.flatMap(\.lines) + ExampleDiagnosis.lines(self) }
}
