import Delivery
import Event
import LogInput

/// Reads logs and captures, and hands their events to one taker: first those of the logs.
struct CallReading: Sendable {
  /// What was read.
  struct Outcome {
    /// Records of logs, and events of captures.
    var records = 0
    /// How many inputs could not be read, in whole or in part.
    var problems = 0
  }

  private let options: ParseOptions
  private let parse: ParseRun

  /// Loads rules and patterns.
  /// - Throws: ``PipelineError`` when one is wrong.
  init(_ options: ParseOptions) throws(PipelineError) {
    self.options = options
    parse = try ParseRun(options)
  }

  /// Reads all inputs; this can be done again.
  ///
  /// - Throws: ``PipelineError`` when it cannot start.
  func run(
    _ messages: MessageLog, into sink: any EventSink
  ) throws(PipelineError) -> Outcome {
    let captures = LogInputs(options.inputs, findsNamed: true).captures
    let logs = try parse.run(messages, into: [sink], leavesCaptures: true)
    var outcome = Outcome(records: Int(clamping: logs.report.recordCount), problems: logs.problems)
    for capture in captures { read(capture, messages, into: sink, &outcome) }
    return outcome
  }

  private func read(
    _ capture: InputFile, _ messages: MessageLog, into sink: any EventSink, _ outcome: inout Outcome
  ) {
    var report = WireReport(path: capture.path)
    do throws(DeliveryError) {
      try WireRun(WireOptions(reading: options)).read(capture, &report) {
        (result, _) throws(DeliveryError) in
        guard result.counts.events > 0 else { return }
        try result.events.withBytes { bytes throws(DeliveryError) in
          try sink.write(bytes, events: result.counts.events)
        }
      }
    } catch {
      // These sinks refuse nothing.
      report.problem = "\(error)"
    }
    outcome.records += Int(clamping: report.events.events)
    guard let problem = report.problem else { return }
    outcome.problems += 1
    messages.error(problem)
  }
}
