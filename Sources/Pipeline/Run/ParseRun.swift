package import Delivery
import Event
import LogInput
import Synchronization

/// A run of `genlog parse`: inputs in, events out, and an account of it.
package struct ParseRun: Sendable {
  private let options: ParseOptions
  private let rules: RunRules

  /// Loads rules and patterns, and compiles the expressions.
  /// - Throws: ``PipelineError`` when a pattern, rule or expression is wrong.
  package init(_ options: ParseOptions) throws(PipelineError) {
    self.options = options
    rules = try RunRules(options)
  }

  /// Does the run; a run can be done again.
  ///
  /// - Parameters:
  ///   - sinks: takers of the events as NDJSON, instead of the destinations of the options.
  ///   - leavesCaptures: whether captures are read by someone else; else one that is named is a problem.
  /// - Throws: ``PipelineError`` when it cannot start, or its report cannot be written.
  package func run(
    _ messages: MessageLog, into sinks: [any EventSink] = [], leavesCaptures: Bool = false
  ) throws(PipelineError) -> RunOutcome {
    let found = LogInputs(options.inputs, findsNamed: leavesCaptures)
    if leavesCaptures { found.tellOthers(messages) }
    let (inputs, problems) =
      leavesCaptures ? (found.logs, found.problems) : found.telling(messages)
    try OverwriteGuard.check(inputs, options)
    for problem in problems { messages.error("\(problem)") }
    let start = MonotonicClock.seconds
    let output: RunOutput
    do {
      output = try RunOutput(options, sinks: sinks, inputs: inputs, messages)
    } catch {
      return RunOutcome(
        report: RunReport(inputs: inputs.map(\.path)), problems: problems.count,
        deliveryError: error)
    }
    let watch = PlaceWatch(options.geo, messages)
    process(inputs, into: output)
    watch?.stop()
    var outcome = output.finish(seconds: MonotonicClock.seconds - start)
    outcome.problems += problems.count
    outcome.isStrict = options.isStrict
    if let path = options.reportPath {
      try TextFile.write(outcome.report.json(ruleNames: ruleNames), to: path)
    }
    return outcome
  }

  /// The names of what ``RunReport`` counts by number.
  package var ruleNames: [String] { rules.names }

  private func process(_ inputs: [InputFile], into output: RunOutput) {
    let feed = BlockFeed(
      inputs, logs: LogOpener(options, rules: rules.rules), scansAhead: options.jobs > 1)
    let gate = TurnGate()
    WorkerThreads.run(options.jobs) { [options, rules] in
      var processor = BlockProcessor(options, expressions: rules.expressions)
      var result = BlockResult()
      while let work = feed.next() {
        let (reader, end) = processor.process(work, into: &result)
        feed.resume(with: reader, from: end)
        guard gate.pass(work.number, { output.write(result, of: work) }) else { return }
      }
    }
  }
}

/// How a run ended.
package struct RunOutcome: Sendable {
  /// What was read and written.
  package var report: RunReport
  /// How many inputs could not be read, in whole or in part.
  package var problems = 0
  /// What a destination refused.
  package var deliveryError: DeliveryError?
  /// Whether unmatched records are a failure.
  package var isStrict = false

  /// The exit code (docs: `genlog help parse`): 0 done, 1 `--strict` found unmatched records,
  /// 3 an input was not read in full, 4 a destination refused events.
  package var exitCode: Int32 {
    if let deliveryError {
      if case .closedPipe = deliveryError { return 0 }
      return 4
    }
    if problems > 0 { return 3 }
    return isStrict && report.total.unmatched > 0 ? 1 : 0
  }

  /// Tells what was done, and what went wrong, on standard error.
  package func report(to messages: MessageLog, ruleNames: [String]) {
    if let deliveryError {
      if case .closedPipe = deliveryError { return }
      messages.error("\(deliveryError)")
    }
    let summary = RunSummary(report)
    for line in summary.inputLines { messages.info(line) }
    for account in report.deliveries { messages.info(account.summary) }
    for line in summary.ruleLines(ruleNames) { messages.debug(line) }
  }
}
