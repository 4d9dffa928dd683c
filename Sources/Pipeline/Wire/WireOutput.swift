import Delivery
import Event
import LogInput

/// Where the events of captures go: the destinations in their format.
struct WireOutput: ~Copyable {
  private var sinks: [any EventSink] = []
  private var servers: ServerOutput
  private var writer: FormatWriter?
  private var text = JSONBuffer(capacity: 64 << 10)
  private var progress: ProgressBar?

  /// Opens the destinations.
  init(
    _ options: ParseOptions, inputs: [InputFile], _ messages: MessageLog
  ) throws(DeliveryError) {
    for destination in options.destinations where !destination.isServer {
      sinks.append(try destination.open())
    }
    servers = try ServerOutput(options.servers, inputs: inputs.count, messages)
    if !options.format.isIdentity {
      writer = FormatWriter(
        options.format, columns: options.fields,
        terminal: TerminalOutput.describe(options.destinations))
    }
    progress = options.isQuiet ? nil : ProgressBar(inputs)
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
  mutating func finish(isComplete: Bool) -> DeliveryError? {
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
  var accounts: [DeliveryAccount] { servers.accounts }

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
