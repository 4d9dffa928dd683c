import ArgumentParser
import PatternTools
import Pipeline

/// The command `genlog patterns suggest`.
struct PatternsSuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Suggests rules, or Grok expressions, from the lines of a log.")

  @Argument(help: .option("inputs"), completion: .file())
  var inputs: [String] = []

  @Option(help: ArgumentHelp("Records that a rule must have at least.", valueName: "n"))
  var minCount = 1

  @Option(help: ArgumentHelp("Rules that are made at most, of the most frequent shapes.", valueName: "n"))
  var maxRules = 500

  @Flag(help: "Looks only at records that no rule takes yet.")
  var unmatchedOnly = false

  @OptionGroup var library: LibraryOptions

  func run() throws {
    try Exit.reporting {
      var values = OptionValues()
      values.inputs = inputs
      values.patterns = library.patterns.isEmpty ? nil : library.patterns
      let parse = try ParseOptions(values)
      let messages = MessageLog(parse)
      var options = SuggestOptions()
      options.minCount = minCount
      options.maxRules = maxRules
      options.isUnmatchedOnly = unmatchedOnly
      let suggestion = try PatternTools.suggest(options, parse, messages)
      try StandardOutput.write(suggestion.text)
      for note in suggestion.notes { messages.warning(note) }
      messages.info("\(suggestion.rules) rules explain \(suggestion.share) % of \(suggestion.records) records")
    }
  }
}
