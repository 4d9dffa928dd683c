import ArgumentParser
import PatternTools

/// The command `genlog patterns test`.
struct PatternsTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the examples of patterns and rules.")

  @Argument(
    help: ArgumentHelp(
      "Pattern files, rule files, test files, or folders of them; all that is built in if none is "
        + "given.", valueName: "file|dir"), completion: .file())
  var paths: [String] = []

  @Flag(help: "Tells the tests that passed, too.")
  var verbose = false

  @Option(help: "How to tell the results.")
  var format = TestFormat.text

  @Option(
    help: ArgumentHelp(
      "A Logstash configuration, or an ingest pipeline in JSON, that test cases of Logstash Filter Verifier "
        + "go through.", valueName: "file"), completion: .file())
  var filter: String?

  @Option(
    help: ArgumentHelp(
      "An expression that their messages are matched with, instead; can be given several times.",
      valueName: "expr"))
  var expression: [String] = []

  @Flag(help: "Writes the fields that examples give now into their files, as what they are expected to give.")
  var update = false

  @Flag(help: "Lists all that no example reaches.")
  var uncovered = false

  @Flag(inversion: .prefixedNo, help: "Whether to tell how much the examples reach.")
  var coverage = true

  @OptionGroup var flavour: FlavourOptions
  @OptionGroup var library: LibraryOptions
  @OptionGroup var style: StyleOption

  func validate() throws {
    if update, paths.isEmpty {
      throw ValidationError("--update needs files: what is built in cannot be written")
    }
    if filter != nil, !expression.isEmpty {
      throw ValidationError("choose one of --filter and --expression")
    }
  }

  func run() throws {
    try Exit.reporting {
      var options = TestOptions()
      options.format = format
      options.style = style.style
      options.isVerbose = verbose
      options.filterPath = filter
      options.expressions = expression
      options.updates = update
      options.measuresCoverage = coverage
      options.listsUncovered = uncovered
      options.flavour = flavour.flavour
      options.userPaths = library.patterns
      let outcome = try PatternTools.test(paths, options: options, to: StandardOutput.write)
      for file in outcome.updated { Exit.note("updated \(file)") }
      for problem in outcome.problems { Exit.tell(problem) }
      if !outcome.problems.isEmpty { throw ExitCode(2) }
      if outcome.failed > 0 { throw ExitCode(1) }
    }
  }
}

extension TestFormat: ExpressibleByArgument {}
