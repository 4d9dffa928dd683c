import Grok

/// The results of a run as a stream of the Test Anything Protocol.
enum TAPReport {
  /// The stream.
  static func stream(_ run: ExampleRun) -> String {
    var stream = "TAP version 14\n1..\(run.results.count + run.problems.count)\n"
    var number = 0
    for result in run.results {
      number += 1
      let test = result.test
      stream += result.passed ? "ok" : "not ok"
      stream += " \(number) - \(description("\(test.place): \(test.title)"))\n"
      if !result.passed { stream += diagnostics(result) }
    }
    for problem in run.problems {
      number += 1
      let lines = problem.unicodeScalars.split(separator: "\n").map { String($0) }
      stream += "not ok \(number) - \(description(lines.first ?? ""))\n"
      stream += block(["message: \(quoted(problem))", "severity: error"])
    }
    return stream + coverage(run)
  }

  private static func diagnostics(_ result: ExampleResult) -> String {
    let test = result.test
    let lines = result.explanation
    return block(
      [
        "message: \(quoted(lines.first ?? ""))", "severity: fail",
        "at: {file: \(quoted(test.origin.file)), line: \(test.origin.line)}",
        "text: \(quoted(test.text))", "differences:",
      ] + lines.map { "  - \(quoted($0))" })
  }

  /// A block of YAML below a test.
  private static func block(_ lines: [String]) -> String {
    (["---"] + lines + ["..."]).map { "  \($0)\n" }.joined()
  }

  private static func coverage(_ run: ExampleRun) -> String {
    guard let coverage = run.coverage else { return "" }
    let page = ExampleCoverageReport(style: TextStyle(usesColor: false), isComplete: false).page(
      coverage)
    return page.split(separator: "\n").map { "# \($0)\n" }.joined()
  }

  /// A text on one line, with nothing that begins a directive.
  private static func description(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "#", "\\": line += "\\\(scalar)"
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): line += " "
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// A text as a string of JSON, which YAML reads as well.
  private static func quoted(_ text: String) -> String { FieldValue.string(text).json }
}
