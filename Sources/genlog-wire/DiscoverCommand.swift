import ArgumentParser
import Pipeline
import ProgramOptions
import WireTools

/// `genlog-wire discover`: captures or an interface in, who talks to whom out.
struct DiscoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Tells who talks to whom: hosts, services, protocols, software, volumes.",
    discussion: """
      Reads captures as decode does, or listens to interfaces as capture does, until Ctrl-C or for a time. Writes services and connections as a table; as one JSON document each \
      (ndjson, and servers); as a picture (html, dot for Graphviz, mermaid); or as a genlog.yml for capture. \
      The ending of a file's name decides what is written to it: .txt, .ndjson, .html, .dot, .mmd, .yml.

      Examples:
        genlog-wire discover calls.pcap
        genlog-wire discover -i eth0 --duration 15m --to map.html
        genlog-wire discover --to map.html --to genlog.yml captures/
        genlog-wire discover --format mermaid --where 'network.protocol = sip' calls.pcap
        genlog parse sip-server.log | genlog-wire discover --events -
        genlog-wire discover --to https://es.example.com:9200 --user genlog calls.pcap
      """)

  @Argument(
    help: "Capture files, directories, globs, or - for standard input.", completion: .file())
  var inputs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Events of genlog-wire, or of genlog for logs of SIP Server, read besides captures or instead; can be given several times.",
      valueName: "file"), completion: .file())
  var events: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where it goes; can be given several times. - is standard output, the default; a path a file; URLs of "
        + "Elasticsearch and Logstash are as for decode.", valueName: "dest"), completion: .file())
  var to: [String] = []

  @Option(
    help: ArgumentHelp(
      "table, ndjson, dot, mermaid, html or yml, where the name of a file does not tell; table by default.",
      valueName: "format"))
  var format: String?

  @Option(help: .option("mask"), completion: .file())
  var mask: String?

  @OptionGroup(title: "Capturing")
  var capturing: CapturingOptions

  @OptionGroup(title: "Delivery to servers")
  var delivery: DeliveryOptions

  @OptionGroup(title: "What is kept")
  var selection: SelectionOptions

  @OptionGroup(title: "Messages")
  var messages: MessageOptions

  mutating func run() throws {
    try Exit.reporting {
      var values = OptionValues()
      values.inputs = inputs.isEmpty ? nil : inputs
      values.to = to.isEmpty ? nil : to
      values.format = format
      values.mask = mask
      capturing.fill(&values)
      delivery.fill(&values)
      selection.fill(&values)
      messages.fill(&values)
      let options = try DiscoverOptions(values, events: events)
      let log = MessageLog(options.wire.shared)
      throw ExitCode(try DiscoverRun(options, log).run())
    }
  }
}
