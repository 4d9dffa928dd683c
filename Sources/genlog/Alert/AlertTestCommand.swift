import AlertTools
import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog alert test`: what one rule makes of each event.
struct AlertTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Shows event by event what a rule makes of them, and why.",
    discussion: """
      Examples:
        genlog alert test rules/lost-connections.yaml events.ndjson
        genlog parse sip.log | genlog alert test rules/trunk-silent.yaml - --until 2026-03-01T13:00:00Z
        genlog alert test rules/lost-connections.yaml events.ndjson --expect 1

      Exit codes: 0 done; 1 the rule did not fire as often as --expect says; 2 usage, or a rule with a mistake; \
      3 an input could not be read, or a line is no event.
      """)

  @Argument(help: ArgumentHelp("The file of a rule.", valueName: "rule"), completion: .file())
  var rule: String

  @Argument(help: ArgumentHelp("Files of events.", valueName: "events"), completion: .file())
  var inputs: [String] = []

  @OptionGroup var mode: AlertModeOptions

  @Option(help: ArgumentHelp("How often the rule has to fire.", valueName: "n"))
  var expect: Int?

  func run() throws {
    try Exit.reporting {
      var options = AlertRunOptions()
      options.inputs = inputs
      options.until = mode.until
      let test = try AlertTest(rule, options, compat: mode.compat)
      let outcome = try test.run { try StandardOutput.write($0) }
      for problem in outcome.problems { Exit.tell(problem) }
      if !outcome.problems.isEmpty { throw ExitCode(3) }
      if let expect, expect != outcome.fired {
        Exit.tell("the rule fired \(outcome.fired) times, not \(expect)")
        throw ExitCode(1)
      }
    }
  }
}
