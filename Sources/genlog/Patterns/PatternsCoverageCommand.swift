import ArgumentParser
import PatternTools
import Pipeline
import ProgramOptions

/// The command `genlog patterns coverage`.
struct PatternsCoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Tells how much of logs each rule explains, and what the rest looks like.",
    discussion: """
      Logs are read as `genlog parse` reads them, and each record goes to what takes it there: a rule, \
      the message catalogue, or the form of its values. For each rule the table has the records it took, \
      how often its patterns were tried, and what a try costs in nanoseconds where it matches and where not \
      (the median of some hundreds). Rules of the program that were never tried are left out.

      What nothing explains is told apart by its shape, most frequent first: constant text, and the \
      types of what changes, with an example and the byte of the file at which its record begins. Passwords \
      are hidden, as in events.

      Examples:
        genlog patterns coverage confserv.log
        genlog patterns coverage --patterns site.yml --no-built-in logs/
        genlog patterns coverage --unmatched 0 --fail-below 95 logs/
        genlog patterns coverage --json logs/ | jq -c 'select(.template)'
        genlog patterns coverage --pattern '%{COMBINEDAPACHELOG}' access.log

      Exit codes: 0 done; 1 less is explained than --fail-below asks for; 2 usage or configuration; \
      3 an input could not be read, in whole or in part (the rest was done).
      """)

  @Argument(help: .option("inputs"), completion: .file())
  var inputs: [String] = []

  @Option(help: .option("patterns"), completion: .file())
  var patterns: [String] = []

  @Option(help: .option("pattern"))
  var pattern: [String] = []

  @Flag(help: "Takes the rules of --patterns only: none of the program, and no message catalogue.")
  var noBuiltIn = false

  @OptionGroup var flavour: FlavourOptions

  @Option(help: .option("component"))
  var component: String?

  @Option(
    help: ArgumentHelp(
      "How many shapes of unmatched records are shown; 0 for none.", valueName: "n"))
  var unmatched = 20

  @Option(
    help: ArgumentHelp(
      "Ends with 1 if a smaller share of the records is explained.", valueName: "percent"))
  var failBelow: Double?

  @Flag(help: "One JSON object a line: each rule, each shape of unmatched records, the summary.")
  var json = false

  @OptionGroup var style: StyleOption

  @Option(help: .option("jobs"))
  var jobs: Int?

  func validate() throws {
    if unmatched < 0 { throw ValidationError("--unmatched \(unmatched): give 0 or more") }
    if let failBelow, !(0...100).contains(failBelow) {
      throw ValidationError("--fail-below \(failBelow): give a percentage, 0 to 100")
    }
    if noBuiltIn, !pattern.isEmpty {
      throw ValidationError("--pattern stands for all rules: leave --no-built-in out")
    }
  }

  func run() throws {
    try Exit.reporting {
      var values = OptionValues()
      values.inputs = inputs.isEmpty ? nil : inputs
      values.patterns = patterns.isEmpty ? nil : patterns
      values.pattern = pattern.isEmpty ? nil : pattern
      values.ecs = flavour.ecs
      values.component = component
      values.jobs = jobs
      let reading = try ParseOptions(values)
      var options = CoverageOptions()
      options.shapes = unmatched
      options.isJSON = json
      options.usesBuiltInRules = !noBuiltIn
      options.leastPercent = failBelow
      throw ExitCode(
        try PatternTools.coverage(
          reading, options, style: style.style, MessageLog(reading), to: StandardOutput.write))
    }
  }
}
