import Delivery

/// A run of `genlog check`: configuration, inputs, state, and the way to each destination.
///
/// No event is sent.
package struct CheckJob {
  private let values: OptionValues
  private let format: CheckFormat
  private let write: (String) -> Void

  /// Makes a run.
  ///
  /// - Parameter write: takes a line of what was found.
  package init(_ values: OptionValues, format: CheckFormat, write: @escaping (String) -> Void) {
    self.values = values
    self.format = format
    self.write = write
  }

  /// Does it; returns the exit code: 0 all is well (there may be warnings), 2 the configuration is wrong, or what it
  /// names cannot be used, 4 a destination cannot be delivered to.
  package func run() -> Int32 {
    var report = CheckReport(
      format, usesColor: TerminalOutput.describe([.standardOutput]).usesColor, write: write)
    let problems = ConfigurationCheck.problems(values, needsInputs: false)
    tell(problems, in: &report)
    guard problems.isEmpty,
      let options = try? ParseOptions(values, needsInputs: false)
    else { return 2 }
    for step in InputCheck(options.inputs).steps { report.add(step, of: "inputs") }
    if values.state != nil || !StateCheck.isUnused {
      for step in StateCheck(values, options).steps { report.add(step, of: "state") }
    }
    let hasFailed = (report.counts[.fail] ?? 0) > 0
    let here = report.counts[.fail] ?? 0
    for destination in destinations(options) { check(destination, options, &report) }
    if (report.counts[.fail] ?? 0) > here { return 4 }
    return hasFailed ? 2 : 0
  }

  /// Those that are named; none is no way to standard output, but nothing to be checked.
  private func destinations(_ options: ParseOptions) -> [Destination] {
    values.to == nil ? [] : options.destinations
  }

  private func tell(_ problems: [PipelineError], in report: inout CheckReport) {
    for warning in values.warnings { report.add(step(.warn, warning), of: "configuration") }
    for problem in problems {
      report.add(step(.fail, problem.description), of: "configuration")
    }
    if problems.isEmpty {
      report.add(
        ProbeStep("options", .ok, "options, rules and patterns are right"), of: "configuration")
    }
  }

  /// An error of several lines, with its help apart.
  private func step(_ result: ProbeStep.Result, _ text: String) -> ProbeStep {
    let lines = text.split(separator: "\n").map(String.init)
    let help = lines.first { $0.hasPrefix("help: ") }.map { String($0.dropFirst(6)) }
    let rest = lines.filter { !$0.hasPrefix("help: ") }.joined(separator: " | ")
    return ProbeStep("options", result, rest, help: help)
  }

  private func check(
    _ destination: Destination, _ options: ParseOptions, _ report: inout CheckReport
  ) {
    switch destination {
    case .standardOutput:
      report.add(ProbeStep("place", .ok, "standard output"), of: "-")
    case .file(let path), .gzipFile(let path), .capture(let path):
      report.add(PlaceCheck.step("place", file: path), of: path)
    case .elasticsearch, .logstash:
      guard let server = options.servers.first(where: { $0.name == destination.name }) else {
        return
      }
      ServerProbe(server.server, server.settings).run { report.add($0, of: server.name) }
    }
  }
}
