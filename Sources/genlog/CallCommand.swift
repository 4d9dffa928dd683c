import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog call`: the story of one call over many logs and captures.
struct CallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: "Tells the story of one call over many logs and captures.",
    discussion: """
      ID is any name that a log has for the call: a ConnID, CallUUID, SIP Call-ID, interaction or \
      session. All ids that stand with it in one event are followed, and so are requests and their \
      answers. The files are read twice; plain or gzip, told by content.

      Examples:
        genlog call 006c02462a161006 logs/
        genlog call 006c02462a161006 --format html --to call.html sip*.log urs*.log.gz
        genlog call 'a84b4c76e66710@192.0.2.20' --format ndjson logs/ | jq .message
        genlog call 'a84b4c76e66710@192.0.2.20' logs/ calls.pcapng
        genlog call --number 7001 logs/

      Exit codes: 0 done; 1 there is no such call; 2 usage or configuration; 3 an input could \
      not be read, in whole or in part (the rest was done); 4 the story could not be written.
      """)

  @Argument(
    help: ArgumentHelp(
      "An id of the call, as a log prints it; then files, directories or globs.",
      valueName: "id file..."), completion: .file())
  var arguments: [String] = []

  @Option(
    help: ArgumentHelp(
      "Lists the calls in which a number or DN takes part, a line each; no ID is given then.",
      valueName: "number"))
  var number: String?

  @Option(
    help: ArgumentHelp(
      "ladder (the default): columns and arrows as text; html: a page of its own; ndjson: the events "
        + "as they are, in the order of time."))
  var format: String?

  @Option(
    help: ArgumentHelp(
      "Where the story goes: - is standard output (the default), a path a file.",
      valueName: "dest"), completion: .file())
  var to: String?

  @Option(
    help: ArgumentHelp(
      "The width of a ladder in characters; that of the terminal by default.", valueName: "n"))
  var width: Int?

  @OptionGroup(title: "Reading")
  var reading: CallReadingOptions

  @OptionGroup(title: "Messages")
  var messages: DetailOptions

  @Option(help: "How many threads work; the number of processors by default.")
  var jobs: Int?

  func validate() throws {
    guard number == nil else { return }
    if arguments.isEmpty {
      throw ValidationError("give an id of the call, and the logs and captures to read")
    }
    if arguments.count == 1 {
      throw ValidationError("nothing to read\nhelp: name files or directories after the id")
    }
  }

  mutating func run() throws {
    try Exit.reporting {
      var values = OptionValues()
      reading.fill(&values)
      messages.fill(&values)
      values.to = to.map { [$0] }
      values.jobs = jobs
      let inputs = number == nil ? Array(arguments.dropFirst()) : arguments
      let options = try CallOptions(
        number.map { .number($0) } ?? .id(arguments[0]), format: format, width: width,
        reading: try ParseOptions(inputs: inputs, values))
      throw ExitCode(try CallRun(options).run(MessageLog(options.reading)))
    }
  }
}

/// How the logs of a call are read.
struct CallReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Pattern files, rule files (.yml) or directories of them, loaded after the built-in ones; can "
        + "be given several times.", valueName: "path"), completion: .file())
  var patterns: [String] = []

  @Option(
    help: ArgumentHelp("The date, where a log does not say it.", valueName: "yyyy-mm-dd"))
  var date: String?

  @Option(
    help: ArgumentHelp(
      "The time zone, where a log does not say it: Europe/London, UTC, +01:00.",
      valueName: "zone"))
  var timezone: String?

  @Option(help: ArgumentHelp("Reads events at or after this time only.", valueName: "time"))
  var from: String?

  @Option(help: ArgumentHelp("Reads events before this time only.", valueName: "time"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "What hides values of the events, ids of calls among them if it says so: a preset or a file of "
        + "rules (docs/masking.md).", valueName: "rules"), completion: .file())
  var mask: String?

  func fill(_ values: inout OptionValues) {
    values.patterns = patterns.isEmpty ? nil : patterns
    values.date = date
    values.timezone = timezone
    values.from = from
    values.until = until
    values.mask = mask
  }
}
