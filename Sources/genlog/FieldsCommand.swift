import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog fields`: docs/fields.md, for `make docs`.
struct FieldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields", abstract: "Lists the fields of events as Markdown.",
    shouldDisplay: false)

  func run() throws {
    try Exit.reporting { try StandardOutput.write(FieldDocument.markdown()) }
  }
}
