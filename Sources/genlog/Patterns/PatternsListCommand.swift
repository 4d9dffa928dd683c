import ArgumentParser
import PatternTools
import ProgramOptions

/// The command `genlog patterns list`.
struct PatternsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the names of all patterns, with their meaning.")

  @Flag(help: "One JSON object a line.")
  var json = false

  @Flag(help: "How many names each file and flavour has.")
  var count = false

  @Flag(help: "A page of Markdown: each name with its meaning, fields and an example.")
  var markdown = false

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if [json, count, markdown].count(where: { $0 }) > 1 {
      throw ValidationError("choose one of --json, --count and --markdown")
    }
  }

  func run() throws {
    try Exit.reporting {
      let format: ListFormat =
        json ? .json : count ? .count : markdown ? .markdown : .table
      try StandardOutput.write(
        try PatternTools.list(as: format, userPaths: library.patterns))
    }
  }
}
