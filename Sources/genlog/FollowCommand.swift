import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog follow`: live logs in, events out, until it is stopped.
struct FollowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow",
    abstract: "Turns live Genesys logs into JSON events, until it is stopped.",
    discussion: """
      Follows files, directories (with all below them) and globs (`**` for any number of directories), \
      also those that come later, through every kind of rotation. What was delivered is remembered: \
      a second run goes on where the first one ended, however that ended.

      SIGTERM and SIGINT end it in good order, SIGHUP reads configuration, patterns \
      and alert rules again.

      Examples:
        genlog follow /var/log/genesys --to https://es.example.com:9200 --user genlog
        genlog follow '/var/log/genesys/**/*.log' --start end --to events.ndjson
        genlog follow /var/log/genesys --to events.ndjson --rules rules --notify alerts.ndjson
        genlog follow --config /etc/genlog/genlog.yml
      """)

  @Argument(help: .option("inputs"), completion: .file())
  var inputs: [String] = []

  @OptionGroup(title: "Following")
  var following: FollowingOptions

  @OptionGroup(title: "Alerting")
  var alerting: AlertingOptions

  @OptionGroup(title: "Destination and format")
  var output: OutputOptions

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

  mutating func run() throws {
    var flags = OptionValues()
    flags.inputs = inputs.isEmpty ? nil : inputs
    following.fill(&flags)
    alerting.fill(&flags)
    output.fill(&flags)
    delivery.fill(&flags)
    reading.fill(&flags)
    places.fill(&flags)
    messages.fill(&flags)
    let (given, configuration, once) = (flags, configuration, following.once)
    try Exit.reporting {
      if configuration.showConfig {
        let values = try configuration.values(under: given)
        _ = try FollowOptions(once: once, values, needsInputs: false)
        return try StandardOutput.write(ShownConfiguration.text(values))
      }
      let run = try FollowRun { () throws(PipelineError) in
        let values = try configuration.values(under: given)
        return (try FollowOptions(once: once, values), values.warnings)
      }
      throw ExitCode(try run.run())
    }
  }
}

/// Which rules are evaluated, and where alerts go.
struct AlertingOptions: ParsableArguments {
  @Option(help: .option("rules"), completion: .directory)
  var rules: String?

  @Option(help: .option("notify"))
  var notify: [String] = []

  func fill(_ values: inout OptionValues) {
    values.rules = rules
    values.notify = notify.isEmpty ? nil : notify
  }
}

/// How files are followed.
struct FollowingOptions: ParsableArguments {
  @Option(help: .option("state"), completion: .directory)
  var state: String?

  @Option(help: .option("start"))
  var start: String?

  @Flag(help: "Ends when all files have been delivered to their end.")
  var once = false

  @Option(help: .option("record-timeout"))
  var recordTimeout: String?

  @Option(help: .option("drain-timeout"))
  var drainTimeout: String?

  @Option(help: .option("metrics"))
  var metrics: String?

  @Flag(help: .option("poll"))
  var poll = false

  @Option(help: .option("exclude"))
  var exclude: [String] = []

  func fill(_ values: inout OptionValues) {
    values.state = state
    values.start = start
    values.recordTimeout = recordTimeout
    values.drainTimeout = drainTimeout
    values.metrics = metrics
    values.poll = poll ? true : nil
    values.exclude = exclude.isEmpty ? nil : exclude
  }
}
