import ArgumentParser
import Pipeline

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

  @Option(
    help: ArgumentHelp(
      "How much of a message event.original has: none, headers or full; headers by default.",
      valueName: "part"))
  var payload: String?

  @Option(
    help: ArgumentHelp(
      "Of which flows an event is made when they end: none, unknown (those of which no other event was made), "
        + "or all; unknown by default.", valueName: "which"))
  var flows: String?

  @OptionGroup(title: "Destination and format")
  var output: OutputOptions

  @OptionGroup(title: "Delivery to servers")
  var delivery: DeliveryOptions

  @OptionGroup(title: "What is kept")
  var selection: SelectionOptions

  @OptionGroup(title: "Messages")
  var messages: MessageOptions

  @Option(
    help: "YAML file in which every option has its key; options on the command line win.",
    completion: .file())
  var config: String?

  mutating func run() throws {
    try Exit.reporting {
      var values = OptionValues()
      values.inputs = inputs.isEmpty ? nil : inputs
      output.fill(&values)
      delivery.fill(&values)
      selection.fill(&values)
      messages.fill(&values)
      if let config { values = values.over(try ConfigurationFile.load(config)) }
      let options = try WireOptions(values, payload: payload, flows: flows)
      let log = MessageLog(options.shared)
      values.warnings.forEach(log.warning)
      let outcome = try WireRun(options).run(log)
      outcome.report(to: log)
      throw ExitCode(outcome.exitCode)
    }
  }
}
