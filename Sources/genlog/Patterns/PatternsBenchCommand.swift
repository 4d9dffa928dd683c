import ArgumentParser
import PatternTools

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

      Examples:
        genlog patterns bench
        genlog patterns bench COMBINEDAPACHELOG SYSLOGLINE
        genlog patterns bench '^%{TIME:t} %{WORD:level} %{INT:code} ' --line '16:29:54.229 Std 24200 Object'
      """)

  @Argument(
    help: ArgumentHelp("Names of the library, or expressions.", valueName: "expr|name"))
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      "A line to measure with besides the examples; can be given several times.",
      valueName: "text"))
  var line: [String] = []

  @Flag(help: "One JSON object a line: regex, lines and times of each pattern, then of each set.")
  var json = false

  @OptionGroup var flavour: FlavourOptions
  @OptionGroup var library: LibraryOptions

  func run() throws {
    try Exit.reporting {
      try StandardOutput.write(
        try PatternTools.bench(
          names, lines: line, isJSON: json, flavour: flavour.flavour,
          userPaths: library.patterns))
    }
  }
}
