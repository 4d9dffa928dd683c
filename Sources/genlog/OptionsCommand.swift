import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog options`: the tables of docs/configuration.md, for `make docs`.
struct OptionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "options", abstract: "Lists the options of a configuration file as Markdown.",
    shouldDisplay: false)

  func run() throws {
    try Exit.reporting { try StandardOutput.write(OptionPage.markdown()) }
  }
}
