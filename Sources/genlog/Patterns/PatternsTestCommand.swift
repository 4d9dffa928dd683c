import ArgumentParser
import PatternTools
import ProgramOptions

/// The command `genlog patterns test`.
struct PatternsTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the examples of patterns and rules, and tells which do not hold.",
    discussion: """
      Without arguments it tests all that is built in. A folder is looked at for pattern files, rule files and \
      files of tests; patterns and rules are loaded over the built-in ones, and hold for all tests given. A \
      pattern file is of one flavour if it is named NAME.legacy.grok or NAME.ecs.grok, or has a comment \
      `# flavour: legacy`.

      Examples stand
        in pattern files, below a definition: \(Self.exampleLines)
        in rule files, under `examples` and `counterexamples`;
        in files of tests, *.test.yml:

      \(Self.testFile)

      A test has one of `pattern` (a name; it must match the whole text), `expression` (one, or a list of which \
      the first counts that is found) and `rule` (which must take the line, in a log of `component`), its own \
      or the one at the top of the file; and one of `line`, `lines` (the same holds for each) and `record`, \
      which is given to the whole engine, with `component`, `date` and `timezone` as in `genlog parse`: its \
      fields are those of the event, and of several records the last counts. It passes if it matches and has \
      exactly the `fields`, or at least those that it `contains`, none that is `absent`, and just the `tags`; \
      with `fails: true` it must not match. Names of fields are dotted or nested. 7 is a number, '7' a text, \
      and 7.0 another number than 7. Texts may have several lines.

      Files of others are read as they are. Test cases of Logstash Filter Verifier (*.json, *.yml) go through \
      the grok filters of a Logstash configuration: --filter CONFIG, or NAME.conf beside NAME.json, or \
      --expression. What Elasticsearch's _simulate was asked is a *.json file with `pipeline` and `docs`; its answer \
      stands beside it, NAME.expected.json for NAME.simulate.json or NAME.json. Other filters and processors than \
      grok, and conditions, are refused. To both, 7 and 7.0 are the same.

      --update writes the fields that examples give now in the place of those they were expected to give, and \
      the answer of _simulate where there is none. Nothing else of the files changes, but a comment between fields \
      is lost where fields come or go. What should match and does not stays a failure.

      Coverage counts the definitions, the alternatives `a|b`, the optional parts and the rules of the files under \
      test that a match of an example goes through. Parts in look-behinds and negative look-aheads cannot be \
      watched and do not count.

      Exit codes: 0 all passed, 1 a test failed, 2 a file cannot be read or is wrong.

      Examples:
        genlog patterns test
        genlog patterns test site-patterns/ --uncovered
        genlog patterns test site-patterns/site.grok --update
        genlog patterns test cases.json --filter filter.conf
        genlog patterns test site-patterns/ --format junit > report.xml
      """)

  private static let exampleLines = """
    `# test: TEXT`, `# test: TEXT => {"field":1}` \
    (exactly these fields) and `# test-not: TEXT`;
    """

  private static let testFile = """
      patterns: [site.grok]       # beside this file; loaded for it
      definitions: {DN: '[0-9]{3,6}'}
      ecs: true                   # false: the legacy names
      expression: '%{TIME:time} call %{DN:[call][from]} -> %{DN:[call][to]}'
      tests:
        - name: a call inside     # optional
          line: '16:29:54 call 7001 -> 7002'
          fields: {time: '16:29:54', call.from: '7001', call.to: '7002'}
        - pattern: DN
          lines: ['70a1', '70']
          fails: true
        - record: |
            16:29:54.229 Std 05060 Application started
          component: confserv
          contains: {event.code: "05060"}
          absent: [user.name]
    """

  @Argument(
    help: ArgumentHelp(
      "Pattern files, rule files, test files, or folders of them; all that is built in if none is "
        + "given.", valueName: "file|dir"), completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("Runs only tests whose names hold this text.", valueName: "text"))
  var only: String?

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

  @Flag(
    help:
      "Writes the fields that examples give now into their files, as what they are expected to give."
  )
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
      options.only = only
      options.filterPath = filter
      options.expressions = expression
      options.updates = update
      options.measuresCoverage = coverage
      options.listsUncovered = uncovered
      options.flavour = flavour.flavour
      options.userPaths = library.patterns
      let outcome = try PatternTools.test(paths, options: options, to: StandardOutput.write)
      for file in outcome.updated { Exit.note("updated \(file)") }
      for warning in outcome.warnings { Exit.warn(warning) }
      for problem in outcome.problems { Exit.tell(problem) }
      if !outcome.problems.isEmpty { throw ExitCode(2) }
      if outcome.failed > 0 { throw ExitCode(1) }
    }
  }
}

extension TestFormat: ExpressibleByArgument {}
