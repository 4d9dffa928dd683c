import ArgumentParser
import PatternTools
import ProgramOptions

/// `genlog catalog`: what is known of message ids.
struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Keeps the messages of Genesys products: ids, names and texts.",
    discussion: """
      Genesys products come with their messages in .lms files. What is imported is kept in \
      $XDG_CONFIG_HOME/genlog/messages.lms (~/.config/genlog/messages.lms), and gives `genlog parse` \
      fields and names for messages that have no rule.
      """,
    subcommands: [ImportCommand.self, ListCommand.self, ShowCommand.self])
}

extension CatalogueFormat: ExpressibleByArgument {}

extension CatalogCommand {
  /// The command `genlog catalog import`.
  struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Adds the messages of .lms files; ids that are there already are replaced.",
      discussion: """
        Lines that are no messages are passed over and told on standard error. Of several \
        definitions of an id in one file the first counts.

        Exit codes: 0 done; 2 usage; 3 a file could not be read (the others were imported); 4 the \
        catalogue could not be written.
        """)

    @Argument(
      help: ArgumentHelp("Message files.", valueName: "file"),
      completion: .file(extensions: ["lms"]))
    var files: [String]

    func run() throws {
      try Exit.reporting {
        let result: CatalogueImport
        do {
          result = try CatalogueTools.importFiles(files)
        } catch {
          Exit.tell("\(error)")
          throw ExitCode(CatalogueTools.isUnwritable(error) ? 4 : 2)
        }
        for warning in result.warnings { Exit.warn(warning) }
        for error in result.errors { Exit.tell(error) }
        try StandardOutput.write(result.summary)
        if !result.errors.isEmpty { throw ExitCode(3) }
      }
    }
  }

  /// The command `genlog catalog list`.
  struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists all messages, with level, name, file and text.")

    @Option(help: "table or ndjson.")
    var format = CatalogueFormat.table

    func run() throws {
      try Exit.reporting { try StandardOutput.write(try CatalogueTools.list(as: format)) }
    }
  }

  /// The command `genlog catalog show`.
  struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows a message: level, name, file, text, rules, and the fields it gives.")

    @Argument(help: "The message id: 04541, 4541 or GCTI-00-04541.")
    var id: String

    func run() throws {
      try Exit.reporting { try StandardOutput.write(try CatalogueTools.show(id)) }
    }
  }
}
