import AlertTools
import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog alert silence`: a rule is not heard for a time.
struct AlertSilenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "silence",
    abstract: "Silences a rule, or one key of it, for a time.",
    discussion: """
      Time is that of the events: the silence begins with the last one that the state knows of. What still holds when \
      it is over is told then. A run that has the state open overwrites the change when it ends.

      Examples:
        genlog alert silence --rules rules --state alerts.json --rule trunk-silent --for 4h
        genlog alert silence --rules rules --state alerts.json --rule trunk-silent --key trunk-1 --for 0s

      Exit codes: 0 done; 2 usage, a rule with a mistake, or no state.
      """)

  @OptionGroup var state: AlertStateOptions
  @OptionGroup var name: AlertNameOptions

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("How long, such as 30m, 4h or 2d; 0s ends a silence.", valueName: "length"))
  var length: String

  func run() throws {
    try Exit.reporting {
      let done = try state.tool().silence(name.rule, key: name.key, for: length)
      try StandardOutput.write(done)
    }
  }
}
