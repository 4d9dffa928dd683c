import ArgumentParser
import PatternTools
import Pipeline
import ProgramOptions

/// The command `genlog patterns bench`.
struct PatternsBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures patterns: what a match costs, a miss, and a late miss.",
    discussion: """
      Without a name or an expression it takes every pattern of the library that describes a line: one \
      that captures fields, and of which no example is shorter than 20 bytes. Then it also says what a \
      foreign line costs all of them as a set, and the first 150.

      A match is measured on the pattern's examples. A miss is measured on a foreign line: the first of \
      --line that does not match, or else a line of a Configuration Server, or of a web server. A late \
      miss is an example with one byte replaced, by a control character, a letter or a blank: the last \
      byte, tried from the end backwards, that spoils the match. Of several examples the one is shown \
      whose late miss costs the most matches; ten matches are what a careful pattern stays below.

      Times are nanoseconds of one search, the median of 21 samples.

      With a log, given last or by --log, all rules are measured with its records, or those of the rule \
      files that are named, or expressions that stand for rules. A miss is then a record that another \
      rule takes and on which this one may be tried too, and a late miss a damaged record of its own. \
      Each rule is shown with the records it takes and how often its patterns are tried. Then the order of rules is \
      told in which finding the rule of a record is fastest, and what that saves: the time of each try \
      by how often it is needed, in a choice of the records. Two rules that match one record of the log, \
      or one example of theirs, stay in their order, which is checked on all records. What decides \
      before the order in the files is kept too: rules of the user come first, then those of the program \
      that begin with constant text.

      Examples:
        genlog patterns bench
        genlog patterns bench COMBINEDAPACHELOG SYSLOGLINE
        genlog patterns bench '^%{TIME:t} %{WORD:level} %{INT:code} ' --line '16:29:54.229 Std 24200 Object'
        genlog patterns bench --log confserv.log
        genlog patterns bench site.yml confserv.log
        genlog patterns bench '%{COMBINEDAPACHELOG}' '%{SYSLOGLINE}' access.log

      Exit codes: 0 done; 2 usage or configuration; 3 a log could not be read, in whole or in part.
      """)

  @Argument(
    help: ArgumentHelp(
      "Names of the library, or expressions, or rule files; then a log, if one is to be measured with.",
      valueName: "expr|name|rules... [log]"))
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      "A line to measure with besides the examples; can be given several times.",
      valueName: "text"))
  var line: [String] = []

  @Option(
    help: ArgumentHelp(
      "A log to measure with: a file, directory or glob; can be given several times.",
      valueName: "path"), completion: .file())
  var log: [String] = []

  @Option(help: .option("component"))
  var component: String?

  @OptionGroup var style: StyleOption

  @Flag(help: "One JSON object a line: regex, lines and times of each pattern, then of each set.")
  var json = false

  @OptionGroup var flavour: FlavourOptions
  @OptionGroup var library: LibraryOptions

  func run() throws {
    let subject = BenchSubject(names, logs: log)
    if !subject.logs.isEmpty { return try runOnLog(subject) }
    if component != nil { throw ValidationError("--component is for logs: name one, or use --log") }
    try Exit.reporting {
      try StandardOutput.write(
        try PatternTools.bench(
          names, lines: line, isJSON: json, flavour: flavour.flavour,
          userPaths: library.patterns))
    }
  }

  private func runOnLog(_ subject: BenchSubject) throws {
    if !line.isEmpty { throw ValidationError("--line and a log cannot be given together") }
    try Exit.reporting {
      var values = OptionValues()
      values.patterns = library.patterns.isEmpty ? nil : library.patterns
      values.component = component
      throw ExitCode(
        try PatternTools.bench(
          subject, values, flavour: flavour.flavour, isJSON: json, style: style.style,
          to: StandardOutput.write))
    }
  }
}
