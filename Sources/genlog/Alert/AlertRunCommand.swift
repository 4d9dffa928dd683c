import AlertTools
import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog alert run`: rules on files of events.
struct AlertRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Evaluates rules on events, and prints or sends what they find.",
    discussion: """
      FILE holds events, a JSON object a line, plain or gzip; - is standard input, the default. A line may also be a \
      list of events that came together, or {"$tick": TIME}: that time has come with no data. Time is what the events \
      say, and nothing is read from a clock.

      Examples:
        genlog parse sip.log | genlog alert run --rules rules -
        genlog alert run --rules rules --format ndjson --state alerts.json events.ndjson.gz
        genlog alert run --rules rule.yaml --compat elastalert --format ndjson stream.ndjson
        genlog alert run --rules rules --notify alerts.ndjson --notify slack+https://hooks.example.com/T0/B0 events.ndjson
        genlog alert run --rules rules --notify rules --dead-alerts dead.ndjson events.ndjson

      Exit codes: 0 done; 2 usage, or a rule with a mistake; 3 an input could not be read, or a line is no event \
      (the rest was done); 4 standard output could not be written, or an alert found no taker (it is in the file of \
      --dead-alerts).
      """)

  @Option(
    help: ArgumentHelp("A file that holds a rule, or a folder of them.", valueName: "path"),
    completion: .file())
  var rules: String

  @OptionGroup var mode: AlertModeOptions

  @Option(
    help: ArgumentHelp("ndjson: a JSON object a line; table (the default): columns."))
  var format: AlertFormat = .table

  @Option(
    help: ArgumentHelp(
      "A file that keeps what the rules know: the next run goes on where this one ended.",
      valueName: "file"), completion: .file())
  var state: String?

  @OptionGroup(title: "Sending") var sending: AlertSendingOptions

  @Argument(
    help: ArgumentHelp("Files of events.", valueName: "file"), completion: .file())
  var inputs: [String] = []

  func run() throws {
    try Exit.reporting {
      let directory = try RuleDirectory(rules, compat: mode.compat)
      for warning in directory.warningTexts { Exit.warn(warning) }
      var options = AlertRunOptions()
      options.inputs = inputs
      options.format = format
      options.state = state
      options.until = mode.until
      options.notify = sending.notifier
      let run = try AlertRun(directory, options, tell: Exit.warn)
      throw ExitCode(try run.run(write: StandardOutput.write))
    }
  }
}

/// How rules are evaluated, wherever they are.
struct AlertModeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "elastalert: all rules behave as ElastAlert 2 does, whatever they say of it themselves.",
      valueName: "mode"))
  var compat: AlertCompatibility?

  @Option(
    help: ArgumentHelp(
      "A time that has come after the last event, for what happens when no more come.",
      valueName: "time"))
  var until: String?
}

extension AlertFormat: ExpressibleByArgument {}
extension AlertCompatibility: ExpressibleByArgument {}
