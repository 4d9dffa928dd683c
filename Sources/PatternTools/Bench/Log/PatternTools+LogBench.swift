package import Grok
package import Pipeline

/// What `genlog patterns bench` is to measure.
package struct BenchSubject: Sendable, Equatable {
  /// Names of the library, or expressions.
  package var names: [String]
  /// Rule files, or directories of them.
  package var rulePaths: [String] = []
  /// Logs to measure with.
  package var logs: [String]

  /// Tells names, rule files and a log given after them apart.
  ///
  /// The last of several arguments is a log if there is a file of that name; with a log, what ends in `.yml`
  /// or `.yaml` or is a directory is rules.
  package init(_ arguments: [String], logs: [String]) {
    names = arguments
    self.logs = logs
    if logs.isEmpty, arguments.count > 1, let last = arguments.last, InputFile.exists(last) {
      names = Array(arguments.dropLast())
      self.logs = [last]
    }
    guard !self.logs.isEmpty else { return }
    rulePaths = names.filter(Self.isRules)
    names = names.filter { !Self.isRules($0) }
  }

  private static func isRules(_ name: String) -> Bool {
    name.hasSuffix(".yml") || name.hasSuffix(".yaml") || InputFile.isDirectory(name)
  }
}

extension PatternTools {
  /// Measures rules or expressions with the records of logs, and finds the fastest order of them.
  ///
  /// - Parameters:
  ///   - subject: what is measured: expressions, rule files, or neither for all rules.
  ///   - values: what else is asked for: component, pattern files, threads.
  /// - Returns: the exit code: 0, or 3 if a log was not read in full.
  /// - Throws: ``PipelineError`` when a rule or expression is wrong, and what `sink` throws.
  package static func bench(
    _ subject: BenchSubject, _ values: OptionValues, flavour: Flavour, isJSON: Bool,
    style: TextStyle, to sink: Sink
  ) throws -> Int32 {
    guard subject.names.isEmpty || subject.rulePaths.isEmpty else {
      throw PipelineError.invalid(
        "rules and expressions cannot be measured together\nhelp: give one or the other")
    }
    let patterns = values.patterns ?? []
    var values = values
    values.patterns = patterns + subject.rulePaths
    values.ecs = flavour == .ecs
    if !subject.names.isEmpty {
      let library = try PatternLibrary.load(flavour, userPaths: patterns)
      values.pattern = subject.names.map { library[$0] == nil ? $0 : "%{\($0)}" }
    }
    try TwiceRead.refuseStreams(subject.logs, of: "the logs of a bench")
    let reading = try ParseOptions(inputs: subject.logs, values)
    let scan = try RecordScan(reading, usesBuiltInRules: subject.rulePaths.isEmpty)
    let bench = LogBench(scan, MessageLog(reading))
    try sink(Array((isJSON ? bench.json() : bench.page(style)).utf8).span)
    return bench.problems > 0 ? 3 : 0
  }
}
