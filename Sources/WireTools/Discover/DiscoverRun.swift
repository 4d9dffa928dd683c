import Delivery
import Discovery
package import Pipeline

/// A run of `genlog-wire discover`: captures in, who talks to whom out.
package struct DiscoverRun: Sendable {
  private let options: DiscoverOptions

  /// Makes a run.
  package init(_ options: DiscoverOptions) {
    self.options = options
  }

  /// Does the run, and tells what was done and what went wrong.
  ///
  /// - Returns: the exit code: 0 done, 3 an input was not read in full, 4 a destination refused what was found.
  /// - Throws: ``PipelineError`` when a destination is one of the inputs.
  package func run(_ messages: MessageLog) throws(PipelineError) -> Int32 {
    let sink = InventorySink()
    let outcome = try WireRun(options.wire).run(messages, into: [sink])
    outcome.report(to: messages)
    let problems = EventReading(into: sink).read(options.events)
    for problem in problems { messages.error(problem) }
    let code = write(sink.report(of: title), interfaces: [], messages)
    if code != 0 { return code }
    return problems.isEmpty ? outcome.exitCode : 3
  }

  private func write(
    _ report: DiscoveryReport, interfaces: [String], _ messages: MessageLog
  ) -> Int32 {
    messages.info(report.summary)
    if let note = report.limitNote { messages.warning(note) }
    let output = DiscoverOutput(options, report, interfaces: interfaces)
    do throws(DeliveryError) {
      for account in try output.write(messages) { messages.info(account.summary) }
      return 0
    } catch {
      if case .closedPipe = error { return 0 }
      messages.error("\(error)")
      return 4
    }
  }

  /// What was read, in a few words.
  private var title: String {
    let inputs = options.wire.shared.inputs + options.events
    let names = inputs.map { $0 == "-" ? "standard input" : $0 }
    guard let first = names.first else { return "" }
    return names.count == 1 ? first : "\(first) and \(names.count - 1) more"
  }
}
