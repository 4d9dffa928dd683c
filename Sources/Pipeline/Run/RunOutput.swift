import Delivery
import Event
import LogInput
import Synchronization

/// Where blocks of events go: the destinations in their format, and the account of the run.
///
/// Blocks come one at a time and in order (``TurnGate``); the mutex is never waited for.
final class RunOutput: Sendable {
  private struct State: ~Copyable {
    var sinks: [any EventSink]
    var servers: ServerOutput
    var capture: CaptureOutput?
    var unmatchedSink: (any EventSink)?
    var writer: FormatWriter?
    var text = JSONBuffer(capacity: 64 * 1024)
    var report: RunReport
    var error: DeliveryError?
    var problems = 0
    var progress: ProgressBar?
    var inputStart = MonotonicClock.seconds
  }

  private let messages: MessageLog
  private let state: Mutex<State>

  /// Opens the destinations, unless `sinks` stand for them.
  init(
    _ options: ParseOptions, sinks: [any EventSink], inputs: [InputFile], _ messages: MessageLog
  ) throws(DeliveryError) {
    self.messages = messages
    var sinks = sinks
    var captures: [any EventSink] = []
    let isOwn = sinks.isEmpty
    for destination in isOwn ? options.destinations : [] where !destination.isServer {
      let sink = try destination.open()
      if destination.isCapture { captures.append(sink) } else { sinks.append(sink) }
    }
    let unmatched = try options.unmatchedPath.map { path throws(DeliveryError) in
      try Destination(parsing: path).open()
    }
    let servers = try ServerOutput(isOwn ? options.servers : [], inputs: inputs.count, messages)
    let writer =
      options.format.isIdentity
      ? nil
      : FormatWriter(
        options.format, columns: options.fields,
        terminal: TerminalOutput.describe(options.destinations))
    let progress = options.isQuiet ? nil : ProgressBar(inputs)
    state = Mutex(
      State(
        sinks: sinks, servers: servers, capture: CaptureOutput(captures), unmatchedSink: unmatched,
        writer: writer,
        report: RunReport(inputs: inputs.map(\.path)), progress: progress))
  }

  /// Writes a block's events; false once a destination refuses them.
  func write(_ result: borrowing BlockResult, of work: BlockWork) -> Bool {
    state.withLock { state in
      state.report.add(result.counts, toInput: work.input)
      do throws(DeliveryError) {
        try RunOutput.deliver(result, &state)
        try state.servers.deliver(result, input: work.input)
        try state.capture?.write(result.wire, input: work.input)
      } catch {
        state.error = error
        return false
      }
      state.progress?.update(input: work.input, sourceBytes: work.sourceBytes)
      if work.block == nil {
        let now = MonotonicClock.seconds
        state.report.endInput(work.input, seconds: now - state.inputStart)
        state.inputStart = now
        if let failure = work.failure {
          state.problems += 1
          state.report.note(problem: failure.description, input: work.input)
          state.progress?.clear()
          messages.error("\(failure)")
        }
      }
      return true
    }
  }

  /// Ends the output; the destinations hold everything when this returns without an error in it.
  func finish(seconds: Double) -> RunOutcome {
    state.withLock { state in
      state.progress?.clear()
      if state.error == nil {
        do throws(DeliveryError) {
          try RunOutput.end(&state)
        } catch {
          state.error = error
        }
      }
      let fault = state.servers.finish()
      state.error = state.error ?? fault
      state.report.deliveries = state.servers.accounts
      state.report.seconds = seconds
      return RunOutcome(
        report: state.report, problems: state.problems, deliveryError: state.error)
    }
  }

  private static func deliver(
    _ result: borrowing BlockResult, _ state: inout State
  ) throws(DeliveryError) {
    let count = result.counts.events
    if let sink = state.unmatchedSink, result.unmatched.count > 0 {
      try result.unmatched.withBytes { bytes throws(DeliveryError) in
        try sink.write(bytes, events: result.counts.unmatched)
      }
    }
    guard count > 0 else { return }
    guard state.writer != nil else {
      for sink in state.sinks {
        try result.events.withBytes { bytes throws(DeliveryError) in
          try sink.write(bytes, events: count)
        }
      }
      return
    }
    state.text.removeAll()
    result.events.withBytes { bytes in
      state.writer?.append(events: bytes, into: &state.text)
    }
    try writeText(&state, events: count)
  }

  private static func end(_ state: inout State) throws(DeliveryError) {
    if state.writer != nil {
      state.text.removeAll()
      state.writer?.finish(into: &state.text)
      try writeText(&state, events: 0)
    }
    for sink in state.sinks { try sink.finish() }
    try state.capture?.finish()
    try state.unmatchedSink?.finish()
  }

  private static func writeText(_ state: inout State, events: Int) throws(DeliveryError) {
    for sink in state.sinks {
      try state.text.withBytes { bytes throws(DeliveryError) in
        try sink.write(bytes, events: events)
      }
    }
  }
}
