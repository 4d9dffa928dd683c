import ArgumentParser

/// `genlog alert`: rules on events.
struct AlertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alert",
    abstract: "Evaluates alert rules on events.",
    discussion: """
      Rules are files under ElastAlert's names, one rule a file.

      Examples:
        genlog parse sip.log | genlog alert run --rules rules -
        genlog alert test rules/trunk-silent.yaml events.ndjson
        genlog alert check rules
        genlog alert list --rules rules --state alerts.json
      """,
    subcommands: [
      AlertRunCommand.self, AlertTestCommand.self, AlertCheckCommand.self, AlertListCommand.self,
      AlertSilenceCommand.self, AlertResolveCommand.self,
    ])
}
