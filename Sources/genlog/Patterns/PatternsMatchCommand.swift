import ArgumentParser
import PatternTools
import ProgramOptions

/// The command `genlog patterns match`.
struct PatternsMatchCommand: ParsableCommand {
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
