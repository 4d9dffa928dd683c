package import Delivery
import Event
import LogInput

/// Where the events of captures go: the destinations in their format.
package struct WireOutput: ~Copyable {
  private var sinks: [any EventSink] = []
  /// The servers among them.
  package private(set) var servers = ServerOutput()
  private var writer: FormatWriter?
  private var text = JSONBuffer(capacity: 64 << 10)
  private var progress: ProgressBar?

  /// Hands events as NDJSON to others, and to no destination.
  package init(sinks: [any EventSink]) {
    self.sinks = sinks
  }

  /// Opens those destinations that are files; threads are not started for them.
  package init(files options: ParseOptions) throws(DeliveryError) {
    for destination in options.destinations where !destination.isServer {
      sinks.append(try destination.open())
    }
    if !options.format.isIdentity {
      writer = FormatWriter(
        options.format, columns: options.fields,
        terminal: TerminalOutput.describe(options.destinations))
    }
  }

  /// Starts to deliver to servers, whose inputs are numbered.
  package mutating func start(
    _ options: [ServerOptions], inputs: Int, _ messages: MessageLog
  ) throws(DeliveryError) {
    servers = try ServerOutput(options, inputs: inputs, messages)
  }

  /// Shows on a terminal from now on how far the inputs are.
  mutating func showProgress(of inputs: [InputFile]) { progress = ProgressBar(inputs) }

  /// Writes the events that were taken.
  package mutating func write(_ frames: borrowing FrameDecoding) throws(DeliveryError) {
    try write(frames.result, input: 0, sourceBytes: 0)
  }

  /// Writes a block's events.
  mutating func write(
    _ result: borrowing BlockResult, input: Int, sourceBytes: Int64
  ) throws(DeliveryError) {
    if sourceBytes > 0 { progress?.update(input: input, sourceBytes: sourceBytes) }
    guard result.counts.events > 0 else { return }
    if writer == nil {
      try write(result.events, events: result.counts.events)
    } else {
      text.removeAll()
      result.events.withBytes { writer?.append(events: $0, into: &text) }
      try write(text, events: result.counts.events)
    }
    try servers.deliver(result, input: input)
  }

  /// Ends the output; the destinations hold everything when this returns nil.
  ///
  /// - Parameter isComplete: whether no destination refused anything so far.
  package mutating func finish(isComplete: Bool) -> DeliveryError? {
    progress?.clear()
    var fault: DeliveryError?
    if isComplete {
      do throws(DeliveryError) {
        text.removeAll()
        writer?.finish(into: &text)
        if text.count > 0 { try write(text, events: 0) }
        for sink in sinks { try sink.finish() }
      } catch {
        fault = error
      }
    }
    let refused = servers.finish()
    return fault ?? refused
  }

  /// Removes the line that tells how far the run is, so that other text can be written.
  mutating func clearProgress() {
    progress?.clear()
  }

  /// What became of the events at each server.
  package var accounts: [DeliveryAccount] { servers.accounts }

  private func write(
    _ buffer: borrowing JSONBuffer, events: Int
  ) throws(DeliveryError) {
    for sink in sinks {
      try buffer.withBytes { bytes throws(DeliveryError) in
        try sink.write(bytes, events: events)
      }
    }
  }
}
