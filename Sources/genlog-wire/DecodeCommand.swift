import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog-wire decode`: capture files in, events out.
struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Turns capture files into JSON events, and exits.",
    discussion: """
      Reads pcap and pcapng, plain or gzip, told by content: files, directories (with all below them), \
      globs, or - for standard input. Writes one event for each SIP message, whatever its port, in the \
      order in which the messages were complete, and one for each flow that is something else.

      Examples:
        genlog-wire decode --format table calls.pcap
        genlog-wire decode --where 'sip.method = INVITE' --payload full calls.pcapng.gz
        genlog-wire decode --to https://es.example.com:9200 --user genlog captures/
        tcpdump -i eth0 -U -w - | genlog-wire decode -
      """)

  @Argument(
    help: "Capture files, directories, globs, or - for standard input.", completion: .file())
  var inputs: [String] = []

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

  @OptionGroup(title: "Configuration")
  var configuration: ConfigurationOptions

  mutating func run() throws {
    try Exit.reporting {
      var flags = OptionValues()
      flags.inputs = inputs.isEmpty ? nil : inputs
      flags.payload = payload
      flags.flows = flows
      output.fill(&flags)
      delivery.fill(&flags)
      selection.fill(&flags)
      places.fill(&flags)
      messages.fill(&flags)
      let values = try configuration.values(under: flags)
      let options = try WireOptions(values, needsInputs: !configuration.showConfig)
      if configuration.showConfig {
        return try StandardOutput.write(ShownConfiguration.text(values))
      }
      let log = MessageLog(options.shared)
      values.warnings.forEach(log.warning)
      let outcome = try WireRun(options).run(log)
      outcome.report(to: log)
      throw ExitCode(outcome.exitCode)
    }
  }
}
