import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog parse`: archived logs in, events out.
struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Turns archived Genesys logs into JSON events, and exits.",
    discussion: """
      Reads files, directories (with all below them), globs, or - for standard input; plain or \
      gzip, told by content. Writes one event a record, in the order of the input.

      Examples:
        genlog parse --format table confserv.20260112_081500_123.log
        genlog parse --where 'event.code in (24200, 24201) and log.level >= Std' logs/
        genlog parse --to events.ndjson.gz --report report.json '/var/log/genesys/**/*.log'
        genlog parse --to https://es.example.com:9200 --user genlog logs/
        genlog parse --config genlog.yml
        zcat old.log.gz | genlog parse --timezone Europe/London --date 2026-01-12 -
      """)

  @Argument(help: .option("inputs"), completion: .file())
  var inputs: [String] = []

  @OptionGroup(title: "Destination and format")
  var output: OutputOptions

  @OptionGroup(title: "Outcome")
  var outcome: OutcomeOptions

  @OptionGroup(title: "Delivery to servers")
  var delivery: DeliveryOptions

  @OptionGroup(title: "Reading")
  var reading: ReadingOptions

  @OptionGroup(title: "Places")
  var places: PlaceOptions

  @OptionGroup(title: "Messages")
  var messages: DetailOptions

  @OptionGroup(title: "Configuration")
  var configuration: ConfigurationOptions

  @Option(help: .option("jobs"))
  var jobs: Int?

  mutating func run() throws {
    try Exit.reporting {
      var flags = OptionValues()
      flags.inputs = inputs.isEmpty ? nil : inputs
      output.fill(&flags)
      outcome.fill(&flags)
      delivery.fill(&flags)
      reading.fill(&flags)
      places.fill(&flags)
      messages.fill(&flags)
      flags.jobs = jobs
      let values = try configuration.values(under: flags)
      let options = try ParseOptions(values, needsInputs: !configuration.showConfig)
      let log = MessageLog(options)
      values.warnings.forEach(log.warning)
      if configuration.showConfig {
        return try StandardOutput.write(ShownConfiguration.text(values))
      }
      let run = try ParseRun(options)
      let result = try run.run(log)
      result.report(to: log, ruleNames: run.ruleNames)
      throw ExitCode(result.exitCode)
    }
  }
}
