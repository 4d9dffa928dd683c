import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog alert check`: whether rules are well formed.
struct AlertCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks the rules of a file or a folder, and names each mistake with its line.",
    discussion: """
      Examples:
        genlog alert check rules
        genlog alert check rules --strict

      Exit codes: 0 all is well; 1 with --strict, an option is passed over; 2 usage, or a rule with a mistake.
      """)

  @Argument(
    help: ArgumentHelp("A file that holds a rule, or a folder of them.", valueName: "path"),
    completion: .file())
  var rules: String

  @Flag(
    help:
      "Ends with 1 where an option is passed over: an unknown one, or one that genlog does not have."
  )
  var strict = false

  func run() throws {
    try Exit.reporting {
      let directory = try RuleDirectory(rules)
      let warnings = directory.warningTexts + (try RuleNotices(directory).warningTexts)
      for warning in warnings { Exit.warn(warning) }
      try StandardOutput.write(directory.summary)
      if strict, !warnings.isEmpty { throw ExitCode(1) }
    }
  }
}
