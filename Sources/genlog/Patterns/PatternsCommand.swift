import ArgumentParser
import Grok
import PatternTools

/// `genlog patterns`: for those who write Grok patterns.
struct PatternsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patterns",
    abstract: "Lists, shows, tries and measures Grok patterns.",
    subcommands: [
      PatternsListCommand.self,
      PatternsShowCommand.self,
      PatternsMatchCommand.self,
      PatternsTestCommand.self,
      PatternsDebugCommand.self,
      PatternsCoverageCommand.self,
      PatternsSuggestCommand.self,
      PatternsLintCommand.self,
      PatternsBenchCommand.self,
      PatternsServeCommand.self,
    ])
}

/// The options that say which patterns there are.
struct LibraryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Pattern files, or directories of them, loaded after the built-in ones; can be given several "
        + "times.", valueName: "path"), completion: .file())
  var patterns: [String] = []
}

/// Which of the two flavours of the standard library is meant.
struct FlavourOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: "Field names of the Elastic Common Schema, or those of old Logstash versions.")
  var ecs = true

  var flavour: Flavour { ecs ? .ecs : .legacy }
}
