import ArgumentParser
import Grok
import PatternTools

/// `genlog patterns`: for those who write Grok patterns.
struct PatternsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patterns",
    abstract: "Lists, shows, tries and measures Grok patterns.",
    subcommands: [
      ListCommand.self, ShowCommand.self, MatchCommand.self, PatternsBenchCommand.self,
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

extension PatternsCommand {
  /// The command `genlog patterns list`.
  struct ListCommand: ParsableCommand {
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

  /// The command `genlog patterns show`.
  struct ShowCommand: ParsableCommand {
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

  /// The command `genlog patterns match`.
  struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "match",
      abstract: "Tries expressions on the lines of a file, and prints the captures as JSON.",
      discussion: """
        With --batch the file holds one JSON document a line, \
        {"patterns":[...],"definitions":{"NAME":"regex"},"text":"...","ecs":true,\
        "options":{"break_on_match":true,"keep_empty_captures":false}}, and each is answered in order \
        with one line, {"matched":true,"pattern":0,"fields":{...},"tags":[...]} or {"error":"..."}.

        Examples:
          genlog patterns match '%{IP:client} %{WORD:method}' access.log
          genlog patterns match '%{INT:n:int}' -
          genlog patterns match --batch cases.jsonl
        """)

    @Argument(
      help: ArgumentHelp(
        "Expressions, the first that matches wins; then a file, or - for standard input (the "
          + "default).", valueName: "expr... [file|-]"))
    var arguments: [String] = []

    @Option(
      help: ArgumentHelp("Answers the JSON documents of a file, or of -.", valueName: "file"),
      completion: .file())
    var batch: String?

    @Flag(help: "Tries all expressions on each line, and merges what they capture.")
    var all = false

    @Flag(help: "Keeps captures that are empty.")
    var keepEmptyCaptures = false

    @OptionGroup var flavour: FlavourOptions
    @OptionGroup var library: LibraryOptions

    func validate() throws {
      if batch == nil, arguments.isEmpty { throw ValidationError("give at least one expression") }
      if batch != nil, !arguments.isEmpty {
        throw ValidationError("with --batch the expressions stand in the documents")
      }
    }

    func run() throws {
      try Exit.reporting {
        if let batch {
          try PatternTools.matchBatch(
            input: batch, userPaths: library.patterns, to: StandardOutput.write)
          return
        }
        let (expressions, input) = PatternTools.expressionsAndInput(arguments)
        var options = MatchOptions()
        options.breaksOnMatch = !all
        options.keepsEmptyCaptures = keepEmptyCaptures
        try PatternTools.match(
          expressions, input: input, flavour: flavour.flavour, options: options,
          userPaths: library.patterns, to: StandardOutput.write)
      }
    }
  }
}
