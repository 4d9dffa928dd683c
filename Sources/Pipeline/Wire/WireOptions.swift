import Delivery
import NetworkTraffic

/// What `genlog-wire decode` is to do: all options with their defaults, checked.
package struct WireOptions: Sendable {
  /// What it shares with `genlog parse`: inputs, destinations, what is kept, messages.
  package let shared: ParseOptions
  /// What is in `event.original`.
  let payload: PayloadChoice

  /// For captures that are read beside logs, as those are.
  init(reading shared: ParseOptions) {
    self.shared = shared
    payload = .headers
  }

  /// Checks `values` and fills in the defaults.
  ///
  /// - Parameter payload: the value of `--payload`; nil where it is not given.
  /// - Throws: ``PipelineError``, all that is wrong with the values; or what is wrong with `payload`.
  package init(_ values: OptionValues, payload: String?) throws(PipelineError) {
    shared = try ParseOptions(values)
    let choices = PayloadChoice.allCases.map(\.rawValue)
    guard let choice = PayloadChoice(rawValue: payload ?? PayloadChoice.headers.rawValue) else {
      throw .option(
        name: "payload", value: PrintableText.short(payload ?? ""), problem: "is none of them",
        help: "write \(choices.dropLast().joined(separator: ", ")) or \(choices.last ?? "")")
    }
    self.payload = choice
    for destination in shared.destinations where destination.isCapture {
      throw .invalid(
        "--to \(PrintableText.short(destination.name)): decode makes events, not captures\n"
          + "help: give the file another name, events.ndjson")
    }
  }
}
