import ArgumentParser
import PatternTools
import Pipeline
import ProgramOptions

/// The command `genlog patterns suggest`.
struct PatternsSuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Suggests rules, or Grok expressions, from the lines of a log.",
    discussion: """
      Texts of one shape become one rule: what is the same in all of them is kept, what differs, or surely \
      will (numbers, addresses, times, what stands in quotes or brackets), becomes a field of the narrowest \
      type that fits. A field is named as the text names it (`port 7007`, `user=bob`, `DBID: [268]`), by \
      genlog's names where there is one, and is else a field of the component: genesys.confserv.mode.

      For Genesys logs it prints a file of rules with examples, which --patterns loads as it is; a rule is \
      made for the first line of a record. For other logs it prints a file of Grok patterns, each with \
      tests; where a pattern of the library describes the lines (an access log, syslog), that is the \
      suggestion. --format expressions prints expressions for --pattern, one a line.

      Each suggestion is checked before it is printed: it matches all of its samples, does not take what \
      is another's, and its examples give exactly the fields written below them. What that cannot be said \
      of is left out, and counted on standard error. Examples are lines of the log: look them over before \
      you share them.

      Examples:
        genlog patterns suggest confserv.log > site.yml
        genlog patterns coverage --patterns site.yml --no-built-in confserv.log
        genlog patterns suggest --unmatched-only --min-count 5 logs/ > missing.yml
        genlog patterns suggest --lines access.log
        tail -n 1000 app.log | genlog patterns suggest --format expressions -

      Exit codes: 0 done; 2 usage or configuration; 3 an input could not be read, in whole or in part \
      (the rest was done).
      """)

  @Argument(help: .option("inputs"), completion: .file())
  var inputs: [String] = []

  @Option(
    help: ArgumentHelp(
      "yaml: rules for Genesys records; grok: a file of patterns for lines; expressions: one a line. "
        + "Not given: yaml for Genesys logs, grok for others."))
  var format: SuggestOptions.Format?

  @Flag(help: "Suggests patterns for lines, also from a Genesys log: as --format grok.")
  var lines = false

  @Option(
    help: ArgumentHelp("Records or lines that a shape must have to get a rule.", valueName: "n"))
  var minCount = 1

  @Option(
    help: ArgumentHelp("Rules there may be; the most frequent shapes get them.", valueName: "n"))
  var maxRules = 500

  @Flag(help: "Looks only at records that no rule takes yet, genlog's own or one of --patterns.")
  var unmatchedOnly = false

  @Option(help: .option("component"))
  var component: String?

  @OptionGroup var library: LibraryOptions
  @OptionGroup var flavour: FlavourOptions

  @Flag(help: .option("quiet"))
  var quiet = false

  func validate() throws {
    if minCount < 1 { throw ValidationError("--min-count \(minCount): give 1 or more") }
    if maxRules < 1 { throw ValidationError("--max-rules \(maxRules): give 1 or more") }
    if lines, format == .yaml { throw ValidationError("rules are for records: leave --lines out") }
    if unmatchedOnly, lines || format.map({ $0 != .yaml }) ?? false {
      throw ValidationError("--unmatched-only is for records: leave --lines and --format out")
    }
  }

  func run() throws {
    try Exit.reporting {
      var values = OptionValues()
      values.inputs = inputs.isEmpty ? nil : inputs
      values.patterns = library.patterns.isEmpty ? nil : library.patterns
      values.ecs = flavour.ecs
      values.component = component
      values.quiet = quiet ? true : nil
      let reading = try ParseOptions(values)
      var options = SuggestOptions()
      options.format = unmatchedOnly ? .yaml : lines && format == nil ? .grok : format
      options.minCount = minCount
      options.maxRules = maxRules
      options.isUnmatchedOnly = unmatchedOnly
      throw ExitCode(
        try PatternTools.suggest(
          options, reading, MessageLog(reading), to: StandardOutput.write))
    }
  }
}

extension SuggestOptions.Format: ExpressibleByArgument {}
