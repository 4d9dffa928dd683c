import Pipeline

/// The results of a run for people to read.
struct TextReport {
  private let options: TestOptions
  private let style: TextStyle

  /// A report as the options ask for.
  init(_ options: TestOptions) {
    self.options = options
    style = options.style
  }

  /// The whole page.
  func page(_ run: ExampleRun) -> String {
    var page = ""
    for result in run.results {
      if !result.passed {
        page += failure(result) + "\n"
      } else if options.isVerbose {
        page += "\(style.good("ok")) \(result.test.place): \(result.test.title)\n"
      }
    }
    page += summary(run)
    guard let coverage = run.coverage else { return page }
    let report = ExampleCoverageReport(style: style, isComplete: options.listsUncovered).page(
      coverage)
    return report.isEmpty ? page : page + "\n" + report
  }

  private func failure(_ result: ExampleResult) -> String {
    let test = result.test
    var text = "\(style.bad("FAILED")) \(test.place): \(style.strong(test.title))\n"
    for line in test.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      text += style.faint("  | ") + SafeText.of(String(line)) + "\n"
    }
    for line in result.explanation { text += "  \(painted(SafeText.of(line)))\n" }
    return text
  }

  /// A line in the colour of its mark.
  private func painted(_ line: String) -> String {
    switch line.first {
    case "-": style.bad(line)
    case "+": style.good(line)
    default: style.notable(line)
    }
  }

  private func summary(_ run: ExampleRun) -> String {
    let count = run.results.count
    let tests = "\(count) test\(count == 1 ? "" : "s")"
    if run.failed > 0 {
      return style.bad("\(run.failed) of \(tests) failed") + ", \(run.passed) passed\n"
    }
    return count == 0 ? "no tests\n" : style.good("\(tests) passed") + "\n"
  }
}
