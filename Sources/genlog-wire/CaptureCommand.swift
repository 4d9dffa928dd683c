import ArgumentParser
import Pipeline
import ProgramOptions
import WireTools

/// `genlog-wire capture`: packets of interfaces in, events out.
struct CaptureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Turns packets into JSON events as they come, until it is stopped.",
    discussion: """
      Listens to one interface or several, without a part in the traffic, and writes events as decode does. It needs \
      the capability CAP_NET_RAW while it opens the interfaces, and gives up all rights then. SIGINT or \
      SIGTERM ends it in good order: what was captured is decoded and delivered. A second one does not wait for \
      servers. Packets that are lost are counted and told.

      Examples:
        genlog-wire capture -i eth0 --format table
        genlog-wire capture -i eth0 --filter 'udp port 5060 or (ip[6:2] & 0x1fff != 0)' --to calls.ndjson
        genlog-wire capture -i any --to https://es.example.com:9200 --user genlog
        genlog-wire capture -i eth1 --write /var/lib/genlog/calls.pcapng --rotate-size 100MB --keep 20
      """)

  @OptionGroup(title: "Capturing")
  var capturing: CapturingOptions

  @OptionGroup
  var events: EventOptions

  @Option(help: .option("metrics"))
  var metrics: String?

  @OptionGroup(title: "Configuration")
  var configuration: ConfigurationOptions

  @Flag(help: "Shows the interfaces that can be listened to, and exits.")
  var list = false

  mutating func run() throws {
    try Exit.reporting {
      if list { return try StandardOutput.write(try InterfaceList.text()) }
      let values = try configuration.values(under: flags())
      let options = try CaptureOptions(values, needsInterfaces: !configuration.showConfig)
      if configuration.showConfig {
        return try StandardOutput.write(ShownConfiguration.text(values))
      }
      let log = MessageLog(options.wire.shared)
      values.warnings.forEach(log.warning)
      let outcome = try CaptureRun(options, log).run()
      outcome.report(to: log)
      throw ExitCode(outcome.exitCode)
    }
  }

  /// What the command line gives.
  private func flags() -> OptionValues {
    var flags = OptionValues()
    flags.metrics = metrics
    capturing.fill(&flags)
    events.fill(&flags)
    return flags
  }
}
