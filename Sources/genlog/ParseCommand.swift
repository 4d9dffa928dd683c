import ArgumentParser
import Pipeline

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
        zcat old.log.gz | genlog parse --timezone Europe/London --date 2026-01-12 -
      """)

  @Argument(
    help: "Files, directories, globs, or - for standard input.",
    completion: .file())
  var inputs: [String] = []

  @OptionGroup(title: "Destination and format")
  var output: OutputOptions

  @OptionGroup(title: "Outcome")
  var outcome: OutcomeOptions

  @OptionGroup(title: "Delivery to servers")
  var delivery: DeliveryOptions

  @OptionGroup(title: "Reading")
  var reading: ReadingOptions

  @OptionGroup(title: "Messages")
  var messages: MessageOptions

  @Option(
    help: "YAML file in which every option has its key; options on the command line win.",
    completion: .file())
  var config: String?

  @Option(help: "How many threads work; the number of processors by default.")
  var jobs: Int?

  mutating func run() throws {
    try Exit.reporting {
      var values = OptionValues()
      output.fill(&values)
      outcome.fill(&values)
      delivery.fill(&values)
      reading.fill(&values)
      messages.fill(&values)
      values.jobs = jobs
      if let config { values = values.over(try ConfigurationFile.load(config)) }
      let options = try ParseOptions(inputs: inputs, values)
      let log = MessageLog(options)
      let run = try ParseRun(options)
      let result = try run.run(log)
      result.report(to: log, ruleNames: run.ruleNames)
      throw ExitCode(result.exitCode)
    }
  }
}
