import Delivery
import Discovery
package import Pipeline

/// A run of `genlog-wire discover`: captures or an interface in, who talks to whom out.
package struct DiscoverRun {
  private let options: DiscoverOptions
  private let messages: MessageLog

  /// Makes a run.
  package init(_ options: DiscoverOptions, _ messages: MessageLog) {
    self.options = options
    self.messages = messages
  }

  /// Does the run, and tells what was done and what went wrong.
  ///
  /// - Returns: the exit code: 0 done, 3 an input was not read in full, 4 a destination refused what was found.
  /// - Throws: ``PipelineError`` when it cannot begin.
  package func run() throws(PipelineError) -> Int32 {
    let sink = InventorySink()
    if let capture = options.capture { return try listen(capture, sink) }
    let code = try read(into: sink)
    do throws(DeliveryError) {
      // Not before the inputs were compared with it.
      return write(sink, to: try DiscoverOutput(options)) ?? code
    } catch {
      return refused(error)
    }
  }

  /// Reads the files; returns the exit code.
  private func read(into sink: InventorySink) throws(PipelineError) -> Int32 {
    let outcome = try WireRun(options.wire).run(messages, into: [sink])
    outcome.report(to: messages)
    var events = EventReading(options.wire.shared, into: sink)
    let problems = events.read(options.events)
    for problem in problems { messages.error(problem) }
    return problems.isEmpty ? outcome.exitCode : 3
  }

  /// Captures until it is told to end; returns the exit code.
  private func listen(
    _ capture: CaptureOptions, _ sink: InventorySink
  ) throws(PipelineError) -> Int32 {
    do throws(DeliveryError) {
      // While the program may still do what its user may.
      let output = try DiscoverOutput(options)
      if capture.duration == nil, capture.count == nil {
        messages.info("what is found is told at the end: press Ctrl-C, or give --duration 10m")
      }
      let outcome: CaptureOutcome
      do throws(PipelineError) {
        outcome = try CaptureRun(capture, messages).run(into: [sink])
      } catch {
        return failed(error)
      }
      outcome.report(to: messages)
      return write(sink, to: output) ?? outcome.exitCode
    } catch {
      return refused(error)
    }
  }

  /// Writes what was found; returns the exit code if that did not work.
  private func write(_ sink: InventorySink, to output: DiscoverOutput) -> Int32? {
    let report = sink.report(of: title)
    messages.info(report.summary)
    if let note = report.limitNote { messages.warning(note) }
    do throws(DeliveryError) {
      for account in try output.write(report, messages) { messages.info(account.summary) }
      return nil
    } catch {
      return refused(error)
    }
  }

  private func refused(_ error: DeliveryError) -> Int32 {
    if case .closedPipe = error { return 0 }
    messages.error("\(error)")
    return 4
  }

  private func failed(_ error: PipelineError) -> Int32 {
    for problem in error.each { messages.error("\(problem)") }
    return 2
  }

  /// What was read, in a few words.
  private var title: String {
    let inputs =
      options.capture?.interfaces ?? (options.wire.shared.inputs + options.events)
    let names = inputs.map { $0 == "-" ? "standard input" : $0 }
    guard let first = names.first else { return "" }
    return names.count == 1 ? first : "\(first) and \(names.count - 1) more"
  }
}
