import ArgumentParser
import Grok
import PatternTools
import ProgramOptions

/// The command `genlog patterns lint`.
struct PatternsLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Looks for what is wrong with patterns and rules, and says what is better.",
    discussion: """
      Without arguments it looks at what comes with genlog: the standard library in both flavours, and the \
      rules. An argument is a file or folder, as --patterns takes them, if it exists, or if it has \
      none of %{ ( ) \\ ^ $ | + in it; else it is an expression.

      Parts that are costly are tried: a finding shows a line, and how many steps of PCRE2 that line takes. \
      What trying does not confirm is not told.

      An exception is explained in the file, directly above the definition or the rule:
        # lint: allow greedy-middle: the name may hold brackets
      An exception without a reason, and one that nothing needs, are findings.

      It ends with 1 if there is an error, or with --strict a warning.

      Examples:
        genlog patterns lint
        genlog patterns lint site-patterns/
        genlog patterns lint '%{TIME:t} %{DATA:log.logger}: %{GREEDYDATA:message}'
        genlog patterns lint --list
        genlog patterns lint --explain nested-quantifier
      """)

  @Argument(
    help: ArgumentHelp(
      "Pattern files, rule files, folders of them, or expressions.", valueName: "path|expr"),
    completion: .file())
  var arguments: [String] = []

  @Option(help: "For people, or one JSON object a line.")
  var format = LintReport.Format.text

  @Flag(help: "Ends with 1 for warnings too.")
  var strict = false

  @Option(
    help: ArgumentHelp("A check to leave out; can be given several times.", valueName: "id"))
  var ignore: [String] = []

  @Flag(help: "Lists all checks.")
  var list = false

  @Option(
    help: ArgumentHelp("Says what a check looks for, why, and what is better.", valueName: "id"))
  var explain: String?

  @OptionGroup var color: StyleOption
  @OptionGroup var flavour: FlavourOptions
  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if list || explain != nil, !arguments.isEmpty || list && explain != nil {
      throw ValidationError("--list and --explain stand alone")
    }
  }

  func run() throws {
    try Exit.reporting {
      if list { return try StandardOutput.write(PatternTools.lintChecks()) }
      if let explain { return try StandardOutput.write(try PatternTools.lintCheck(explain)) }
      var options = PatternTools.LintOptions()
      options.arguments = arguments
      options.ignored = ignore
      options.flavour = flavour.flavour
      options.userPaths = library.patterns
      let report = try PatternTools.lint(options)
      let text = report.text(as: format, style: color.style)
      if !text.isEmpty { try StandardOutput.write(text) }
      if report.count(atLeast: strict ? .warning : .error) > 0 { throw ExitCode(1) }
    }
  }
}

extension LintReport.Format: ExpressibleByArgument {}
