package import Delivery
import Event
import LogInput

/// A run of `genlog-wire decode`: capture files in, events out, and an account of it.
package struct WireRun: Sendable {
  private let options: WireOptions

  /// Makes a run.
  package init(_ options: WireOptions) {
    self.options = options
  }

  /// Does the run.
  ///
  /// - Parameter sinks: takers of the events as NDJSON, instead of the destinations of the options.
  /// - Throws: ``PipelineError`` when a destination is one of the inputs.
  package func run(
    _ messages: MessageLog, into sinks: [any EventSink] = []
  ) throws(PipelineError) -> WireOutcome {
    let (inputs, problems) = LogInputs.captures(among: options.shared.inputs, messages)
    try OverwriteGuard.check(inputs, options.shared)
    for problem in problems { messages.error("\(problem)") }
    var outcome = WireOutcome(problems: problems.count)
    do throws(DeliveryError) {
      var output =
        sinks.isEmpty ? try WireOutput(files: options.shared) : WireOutput(sinks: sinks)
      if sinks.isEmpty {
        try output.start(options.shared.servers, inputs: inputs.count, messages)
      }
      let watch = PlaceWatch(options.shared.geo, messages)
      defer { watch?.stop() }
      if !options.shared.isQuiet { output.showProgress(of: inputs) }
      outcome.deliveryError = read(inputs, into: &output, &outcome, messages)
      let fault = output.finish(isComplete: outcome.deliveryError == nil)
      outcome.deliveryError = outcome.deliveryError ?? fault
      outcome.deliveries = output.accounts
    } catch {
      outcome.deliveryError = error
    }
    return outcome
  }

  /// Reads all captures; returns what a destination refused, which ends it.
  private func read(
    _ inputs: [InputFile], into output: inout WireOutput, _ outcome: inout WireOutcome,
    _ messages: MessageLog
  ) -> DeliveryError? {
    for (number, input) in inputs.enumerated() {
      let start = MonotonicClock.seconds
      var report = WireReport(path: input.path)
      do throws(DeliveryError) {
        try read(input, number, into: &output, &report)
      } catch {
        return error
      }
      report.seconds = MonotonicClock.seconds - start
      if let problem = report.problem {
        outcome.problems += 1
        output.clearProgress()
        messages.error(problem)
      }
      outcome.reports.append(report)
    }
    return nil
  }

  /// Reads one capture.
  private func read(
    _ input: InputFile, _ number: Int, into output: inout WireOutput, _ report: inout WireReport
  ) throws(DeliveryError) {
    try read(input, &report) { (result, sourceBytes) throws(DeliveryError) in
      try output.write(result, input: number, sourceBytes: sourceBytes)
    }
  }

  /// Reads one capture, and hands its events on, block by block, with how far the file was read.
  func read(
    _ input: InputFile, _ report: inout WireReport,
    _ take: (borrowing BlockResult, Int64) throws(DeliveryError) -> Void
  ) throws(DeliveryError) {
    let blocks: BlockReader
    do throws(LogInputError) {
      blocks = BlockReader(source: try ByteSource(input), pool: BlockPool())
    } catch {
      report.problem = "\(error)"
      return
    }
    blocks.framing = .bytes
    var decoding = WireDecoding(options, path: input.path, file: fileHash(blocks))
    while let block = next(blocks, &report) {
      let end = decoding.decode(block)
      try take(decoding.result, block.sourceBytesRead)
      blocks.putBack(block, from: end)
    }
    var hasMore = true
    while hasMore {
      hasMore = decoding.finish()
      try take(decoding.result, 0)
    }
    decoding.fill(&report)
  }

  /// What the names of a capture's events begin with; nothing is waited for where none are named.
  private func fileHash(_ blocks: BlockReader) -> EventHash.Value {
    blocks.peek(options.shared.servers.isEmpty ? 0 : EventNaming.headBytes) {
      EventNaming.file(startingWith: $0)
    }
  }

  private func next(_ blocks: BlockReader, _ report: inout WireReport) -> InputBlock? {
    do throws(LogInputError) {
      return try blocks.next()
    } catch {
      report.problem = "\(error)"
      return nil
    }
  }
}

/// How a run ended.
package struct WireOutcome: Sendable {
  /// What was read, by input.
  var reports: [WireReport] = []
  /// What became of the events at servers.
  var deliveries: [DeliveryAccount] = []
  /// How many inputs could not be read, in whole or in part.
  var problems: Int
  /// What a destination refused.
  var deliveryError: DeliveryError?

  /// The exit code: 0 done, 3 an input was not read in full, 4 a destination refused events.
  package var exitCode: Int32 {
    if let deliveryError {
      if case .closedPipe = deliveryError { return 0 }
      return 4
    }
    return problems > 0 ? 3 : 0
  }

  /// Tells what was done, and what went wrong, on standard error.
  package func report(to messages: MessageLog) {
    if let deliveryError {
      if case .closedPipe = deliveryError { return }
      messages.error("\(deliveryError)")
    }
    for report in reports {
      messages.info(report.summary)
      if let rest = report.undecoded { messages.info(rest) }
    }
    for account in deliveries { messages.info(account.summary) }
  }
}
