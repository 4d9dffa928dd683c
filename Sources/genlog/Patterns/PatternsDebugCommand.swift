import ArgumentParser
import PatternTools
import ProgramOptions

/// The command `genlog patterns debug`.
struct PatternsDebugCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "debug",
    abstract: "Shows what an expression matches in a text, and where the text stops matching.",
    discussion: """
      Where a text matches, every field is shown with its type, place and value. Where it does not, the \
      element of the expression that is to blame is named: what it expected and at which byte, what \
      stands there instead, in which file and line it is written, through all definitions that lead \
      to it; and the longest beginning of the expression that fits. The search is done by the engine \
      itself, on beginnings of the expression, so that what is said to fit does.

      Of the lines of files, or of standard input, a summary is shown: how many match, and for each \
      cause the first line that stops there; --all shows every line. A text given with --line is \
      always shown. Bytes are counted from 0, lines and columns from 1.

      --json answers like Elasticsearch's grok debugger (test_grok_pattern): \
      {"matches":[{"matched":true,"fields":{"n":[{"match":"42","offset":0,"length":2}]}}]}, each field \
      with its type and value too, and a failure with the same that a page says.

      The exit code is 0 if all texts match, and 1 if some do not.

      Examples:
        genlog patterns debug '^took %{INT:ms:int} ms' --line 'took 12.5 ms'
        genlog patterns debug '%{IP:ip} %{WORD:method}' --file access.log
        genlog patterns debug COMBINEDAPACHELOG --file access.log --all
        genlog patterns debug '^%{WORD:verb} .*\\r\\n\\r\\n' --file message.txt --multiline
      """)

  @Argument(help: ArgumentHelp("An expression, or the name of a pattern.", valueName: "expr|name"))
  var expression: String

  @Option(
    help: ArgumentHelp(
      "A file of texts, one on each line, or - for standard input (the default); can be given several "
        + "times.", valueName: "path"), completion: .file())
  var file: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A text; can be given several times.", valueName: "text"))
  var line: [String] = []

  @Flag(help: "Takes each file as one text, with all its lines.")
  var multiline = false

  @Flag(help: "Shows every line of a file.")
  var all = false

  @Flag(help: "One JSON document, for programs.")
  var json = false

  @OptionGroup var flavour: FlavourOptions
  @OptionGroup var library: LibraryOptions
  @OptionGroup var style: StyleOption

  func validate() throws {
    if !file.isEmpty, !line.isEmpty {
      throw ValidationError("texts come from --file or from --line, not from both")
    }
    if !line.isEmpty, multiline || all {
      throw ValidationError("--multiline and --all are for files; a --line is one text as it is")
    }
  }

  func run() throws {
    var request = DebugRequest(
      expression, input: line.isEmpty ? .files(file.isEmpty ? ["-"] : file) : .texts(line),
      form: json ? .json : .page(style.style))
    request.isMultiline = multiline
    request.showsAll = all
    request.userPaths = library.patterns
    request.flavour = flavour.flavour
    var allMatch = false
    try Exit.reporting {
      allMatch = try PatternTools.debug(request, to: StandardOutput.write)
    }
    if !allMatch { throw ExitCode(1) }
  }
}
