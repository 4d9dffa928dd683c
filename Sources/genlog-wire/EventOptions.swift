import ArgumentParser
import Pipeline
import ProgramOptions

/// What becomes of packets, wherever they come from: which events, where they go, and what is kept.
struct EventOptions: ParsableArguments {
  @Option(help: .option("payload"))
  var payload: String?

  @Option(help: .option("flows"))
  var flows: String?

  @OptionGroup(title: "Destination and format")
  var output: OutputOptions

  @OptionGroup(title: "Delivery to servers")
  var delivery: DeliveryOptions

  @OptionGroup(title: "What is kept")
  var selection: SelectionOptions

  @OptionGroup(title: "Places")
  var places: PlaceOptions

  @OptionGroup(title: "Messages")
  var messages: MessageOptions

  /// Enters what was given.
  func fill(_ values: inout OptionValues) {
    values.payload = payload
    values.flows = flows
    output.fill(&values)
    delivery.fill(&values)
    selection.fill(&values)
    places.fill(&values)
    messages.fill(&values)
  }
}
