import Delivery
import NetworkTraffic

/// What `genlog-wire decode` is to do, and `capture` with what it captures: all options with their defaults, checked.
package struct WireOptions: Sendable {
  /// What it shares with `genlog parse`: inputs, destinations, what is kept, messages.
  package let shared: ParseOptions
  /// What is in `event.original`.
  let payload: PayloadChoice
  /// Of which flows an event is made.
  let flows: FlowChoice

  /// For captures that are read beside logs, as those are.
  init(reading shared: ParseOptions) {
    self.shared = shared
    payload = .headers
    // No flow names a call.
    flows = .none
  }

  /// Checks `values` and fills in the defaults.
  ///
  /// - Parameter captureHelp: what to do instead of sending events to a capture file.
  /// - Throws: ``PipelineError``, all that is wrong with the values.
  package init(
    _ values: OptionValues, needsInputs: Bool = true,
    captureHelp: String = "give the file another name, events.ndjson"
  ) throws(PipelineError) {
    var check = OptionCheck(values)
    payload = check.read("payload", or: .headers, try OptionParsing.payload(values.payload))
    flows = check.read("flows", or: .unknown, try OptionParsing.flows(values.flows))
    do throws(PipelineError) {
      shared = try ParseOptions(values, needsInputs: needsInputs)
    } catch {
      check.add(error)
      try check.finish()
      throw error
    }
    for destination in shared.destinations where destination.isCapture {
      check.refuse(
        ["to"],
        "--to \(PrintableText.short(destination.name)): takes what is in logs, not events of packets",
        help: captureHelp)
    }
    try check.finish()
  }

  /// What is told of the frames of the capture file `path`.
  func traffic(path: String) -> TrafficOptions {
    TrafficOptions(
      path: path, payload: payload, flows: flows, namesEvents: !shared.servers.isEmpty)
  }
}

extension OptionParsing {
  /// Which part of a message is shown.
  static func payload(_ text: String?) throws(PipelineError) -> PayloadChoice {
    guard let text else { return .headers }
    guard let choice = PayloadChoice(rawValue: text) else {
      throw .option(
        name: "payload", value: PrintableText.short(text), problem: "is none of them",
        help: "write none, headers or full")
    }
    return choice
  }

  /// Of which flows an event is made.
  static func flows(_ text: String?) throws(PipelineError) -> FlowChoice {
    guard let text else { return .unknown }
    guard let choice = FlowChoice(rawValue: text) else {
      throw .option(
        name: "flows", value: PrintableText.short(text), problem: "is none of them",
        help: "write none, unknown or all")
    }
    return choice
  }
}
