import Delivery
import NetworkTraffic

/// What `genlog-wire decode` is to do: all options with their defaults, checked.
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
  /// - Parameters:
  ///   - payload: the value of `--payload`; nil where it is not given.
  ///   - flows: the value of `--flows`; nil where it is not given.
  /// - Throws: ``PipelineError``, all that is wrong with the values; or what is wrong with the others.
  package init(
    _ values: OptionValues, payload: String?, flows: String?
  ) throws(PipelineError) {
    shared = try ParseOptions(values)
    self.payload = try Self.choice("payload", payload) ?? .headers
    self.flows = try Self.choice("flows", flows) ?? .unknown
    for destination in shared.destinations where destination.isCapture {
      throw .invalid(
        "--to \(PrintableText.short(destination.name)): decode makes events, not captures\n"
          + "help: give the file another name, events.ndjson")
    }
  }
  /// The choice that `value` names; nil where nothing is given.
  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ value: String?
  ) throws(PipelineError) -> Choice? {
    guard let value else { return nil }
    guard let choice = Choice(rawValue: value) else {
      let choices = Choice.allCases.map(\.rawValue)
      throw .option(
        name: name, value: PrintableText.short(value), problem: "is none of them",
        help: "write \(choices.dropLast().joined(separator: ", ")) or \(choices.last ?? "")")
    }
    return choice
  }
}
