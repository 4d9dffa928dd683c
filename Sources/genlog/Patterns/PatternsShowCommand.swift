import ArgumentParser
import PatternTools
import ProgramOptions

/// The command `genlog patterns show`.
struct PatternsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows a pattern: definition, file, what it expands to, fields, examples.")

  @Argument(help: "The pattern's name.")
  var name: String

  @OptionGroup var flavour: FlavourOptions
  @OptionGroup var library: LibraryOptions

  func run() throws {
    try Exit.reporting {
      try StandardOutput.write(
        try PatternTools.show(name, flavour: flavour.flavour, userPaths: library.patterns))
    }
  }
}
