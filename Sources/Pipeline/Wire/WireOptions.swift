import Delivery
import NetworkTraffic

/// What `genlog-wire decode` is to do: all options with their defaults, checked.
package struct WireOptions: Sendable {
  /// What it shares with `genlog parse`: inputs, destinations, what is kept, messages.
  package let shared: ParseOptions
  /// What is in `event.original`.
  let payload: PayloadChoice

  /// Checks `values` and fills in the defaults.
  ///
  /// - Throws: ``PipelineError``, all that is wrong with the values.
  package init(_ values: OptionValues, needsInputs: Bool = true) throws(PipelineError) {
    var check = OptionCheck(values)
    payload = check.read("payload", or: .headers, try OptionParsing.payload(values.payload))
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
        "--to \(PrintableText.short(destination.name)): decode makes events, not captures",
        help: "give the file another name, events.ndjson")
    }
    try check.finish()
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
}
