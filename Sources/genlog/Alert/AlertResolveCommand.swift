import AlertTools
import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog alert resolve`: what holds is ended by hand.
struct AlertResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Ends what holds for a rule, or for one key of it, by hand.",
    discussion: """
      The ends are printed as alerts, and the keys begin as if they were new. A run that has the state open overwrites \
      the change when it ends.

      Examples:
        genlog alert resolve --rules rules --state alerts.json --rule lost-connections --key sip-1

      Exit codes: 0 done; 2 usage, a rule with a mistake, no state, or nothing holds.
      """)

  @OptionGroup var state: AlertStateOptions
  @OptionGroup var name: AlertNameOptions

  @Option(help: ArgumentHelp("ndjson: a JSON object a line; table (the default): columns."))
  var format: AlertFormat = .table

  func run() throws {
    try Exit.reporting {
      let done = try state.tool()
        .resolve(name.rule, key: name.key, format: format, write: StandardOutput.write)
      Exit.note(done)
    }
  }
}
