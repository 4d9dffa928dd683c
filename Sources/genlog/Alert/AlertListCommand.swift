import AlertTools
import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog alert list`: what holds.
struct AlertListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists what holds by the state of `alert run`, and what is silent.",
    discussion: """
      A line says how far a condition is (pending, firing, or ending), its rule and key, since when, and how often it \
      was told.

      Examples:
        genlog alert list --rules rules --state alerts.json
        genlog alert list --rules rules --state alerts.json --format ndjson

      Exit codes: 0 done; 2 usage, a rule with a mistake, or no state.
      """)

  @OptionGroup var state: AlertStateOptions

  @Option(help: ArgumentHelp("ndjson: a JSON object a line; table (the default): columns."))
  var format: AlertFormat = .table

  func run() throws {
    try Exit.reporting {
      try state.tool().list(format, write: StandardOutput.write)
    }
  }
}

/// Which state, and of which rules.
struct AlertStateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The rules of the run: a file, or a folder.", valueName: "path"),
    completion: .file())
  var rules: String

  @Option(
    help: ArgumentHelp("The file that `genlog alert run --state` wrote.", valueName: "file"),
    completion: .file())
  var state: String

  /// The state, read.
  func tool() throws -> AlertStateTool {
    try AlertStateTool(state, try RuleDirectory(rules), tell: Exit.warn)
  }
}

/// Of which rule, and of which of its keys.
struct AlertNameOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The rule's name.", valueName: "name"))
  var rule: String

  @Option(help: ArgumentHelp("One key, as `alert list` shows it; all without.", valueName: "value"))
  var key: String?
}
