import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog state`: what `follow` remembers.
struct StateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "state",
    abstract: "Lists, shows and forgets what `genlog follow` remembers.",
    discussion: """
      For each destination `follow` remembers up to where it has each file. A file is known by what it \
      is, not by its name: one that was renamed is still known, another that came in its place is new.
      """,
    subcommands: [ListCommand.self, ShowCommand.self, ForgetCommand.self])
}

extension StateFormat: ExpressibleByArgument {}

/// Where state is.
struct StateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The --state that `genlog follow` was started with: $STATE_DIRECTORY by default, else "
        + "/var/lib/genlog for root, $XDG_STATE_HOME/genlog or ~/.local/state/genlog for others.",
      valueName: "dir"), completion: .directory)
  var state: String?
}

extension StateCommand {
  /// The command `genlog state list`.
  struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists all files, by destination: how far they are delivered, and what is left.",
      discussion: """
        Offset and size are in bytes. The file is here, gone, or replaced: another one has its path. Of \
        a compressed file only its own size is known, not what it holds.

        Example:
          genlog state list --format ndjson | jq -s 'map(.behind // 0) | add'
        """)

    @OptionGroup var options: StateOptions

    @Option(help: "table or ndjson.")
    var format = StateFormat.table

    func run() throws {
      try answer { try StateTools.list(root: options.state, as: format) }
    }
  }

  /// The command `genlog state show`.
  struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Shows all that is remembered of a file.")

    @Argument(
      help: ArgumentHelp(
        "Its path, a glob in quotes, or its number as `genlog state list` shows it.",
        valueName: "path|number"))
    var name: String

    @OptionGroup var options: StateOptions

    func run() throws {
      try answer { try StateTools.show(name, root: options.state) }
    }
  }

  /// The command `genlog state forget`.
  struct ForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "forget",
      abstract: "Forgets files; those that are still there are delivered again from the beginning.",
      discussion: """
        Events that come again have the names they had, so that a server which knows them takes none \
        twice. `follow` must not be running with the same --state. Nothing is asked.

        Examples:
          genlog state forget /var/log/genesys/sip.log
          genlog state forget '/var/log/genesys/**/*.log' --to https://es.example.com:9200
          genlog state forget --all

        Exit codes: 0 done; 2 usage, `follow` is running, or nothing of that name is remembered.
        """)

    @Argument(
      help: ArgumentHelp("Paths, globs in quotes, numbers.", valueName: "path|glob|number"))
    var names: [String] = []

    @Flag(help: "Forgets all files.")
    var all = false

    @Option(
      help: ArgumentHelp("Only for this destination.", valueName: "dest"))
    var to: String?

    @OptionGroup var options: StateOptions

    func validate() throws {
      if names.isEmpty, !all {
        throw ValidationError("nothing to forget\nhelp: name files, or give --all")
      }
      if !names.isEmpty, all { throw ValidationError("give files or --all, not both") }
    }

    func run() throws {
      try answer {
        try StateTools.forget(all ? nil : names, destination: to, root: options.state)
      }
    }
  }
}

/// Gives an answer: warnings on standard error, the rest on standard output.
private func answer(_ body: () throws -> StateAnswer) throws {
  try Exit.reporting {
    let answer = try body()
    for warning in answer.warnings { Exit.warn(warning) }
    if !answer.text.isEmpty { try StandardOutput.write(answer.text) }
  }
}
