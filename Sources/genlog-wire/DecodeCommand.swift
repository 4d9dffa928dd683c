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

  @OptionGroup
  var events: EventOptions

  @OptionGroup(title: "Configuration")
  var configuration: ConfigurationOptions

  mutating func run() throws {
    try Exit.reporting {
      var flags = OptionValues()
      flags.inputs = inputs.isEmpty ? nil : inputs
      events.fill(&flags)
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
