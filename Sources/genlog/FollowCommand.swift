import ArgumentParser
import Pipeline

/// `genlog follow`: live logs in, events out, until it is stopped.
struct FollowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow",
    abstract: "Turns live Genesys logs into JSON events, until it is stopped.",
    discussion: """
      Follows files, directories (with all below them) and globs (`**` for any number of directories), \
      also those that come later, through every kind of rotation. What was delivered is remembered: \
      a second run goes on where the first one ended, however that ended.

      SIGTERM and SIGINT end it in good order, SIGHUP reads configuration and patterns again.

      Examples:
        genlog follow /var/log/genesys --to https://es.example.com:9200 --user genlog
        genlog follow '/var/log/genesys/**/*.log' --start end --to events.ndjson
        genlog follow --config /etc/genlog/genlog.yml
      """)

  @Argument(help: "Files, directories or globs.", completion: .file())
  var inputs: [String] = []

  @OptionGroup(title: "Following")
  var following: FollowingOptions

  @OptionGroup(title: "Destination and format")
  var output: OutputOptions

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

  mutating func run() throws {
    var values = OptionValues()
    following.fill(&values)
    output.fill(&values)
    delivery.fill(&values)
    reading.fill(&values)
    messages.fill(&values)
    let (given, config, inputs, once) = (values, config, inputs, following.once)
    try Exit.reporting {
      let run = try FollowRun { () throws(PipelineError) in
        var values = given
        if let config { values = values.over(try ConfigurationFile.load(config)) }
        return try FollowOptions(inputs: inputs, once: once, values)
      }
      throw ExitCode(try run.run())
    }
  }
}

/// How files are followed.
struct FollowingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where it is remembered what was delivered; by default /var/lib/genlog for root, "
        + "~/.local/state/genlog for others.", valueName: "dir"), completion: .directory)
  var state: String?

  @Option(
    help: ArgumentHelp(
      "Where files are begun that are there at the very first start: begin (the default), end, or 2h "
        + "for the last two hours. Files that come later are read from their beginning.",
      valueName: "place"))
  var start: String?

  @Flag(help: "Ends when all files have been delivered to their end.")
  var once = false

  @Option(
    help: ArgumentHelp(
      "How long the last record of a file waits for more lines; 1s by default, less with a shorter "
        + "--flush.", valueName: "time"))
  var recordTimeout: String?

  @Option(
    help: ArgumentHelp(
      "How long a stop waits for events that are on their way; 10s by default. What is left then is "
        + "sent again by the next run.", valueName: "time"))
  var drainTimeout: String?

  @Option(
    help: ArgumentHelp(
      "Answers Prometheus and probes there: /metrics, /healthz, /readyz. A port alone is one of this machine's "
        + "own; 0.0.0.0:9400 lets others in.", valueName: "address"))
  var metrics: String?

  @Flag(help: "Looks at files again and again, also where the system tells of changes.")
  var poll = false

  @Option(
    help: ArgumentHelp(
      "Leaves out files of that name or path, with * and ?; can be given several times.",
      valueName: "glob"))
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
