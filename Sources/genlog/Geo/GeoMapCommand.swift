import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog geo map`: events on a map.
struct GeoMapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draws where events come from, as a page of its own.",
    discussion: """
      The page is HTML that needs nothing else: the British Isles, a circle for each place, and a list. \
      Files hold events as `genlog parse --geo` writes them, plain or gzip.

      Examples:
        genlog parse --geo --to events.ndjson logs/
        genlog geo map events.ndjson > map.html
        genlog geo map --field genesys.dnis.geo --to dialled.html events.ndjson.gz
        genlog parse --geo --quiet logs/ | genlog geo map - --to map.html

      Exit codes: 0 done; 2 usage; 3 a file could not be read, in whole or in part (the rest is drawn); \
      4 the page could not be written.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files of events, directories, globs, or - for standard input.", valueName: "file"),
    completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp("The object whose places are drawn.", valueName: "object"))
  var field = "client.geo"

  @Option(
    help: ArgumentHelp("Where the page goes: a file, or - for standard output.", valueName: "dest"),
    completion: .file())
  var to = "-"

  func run() throws {
    try Exit.reporting {
      let run = try GeoMapRun(files, object: field)
      let result = try run.draw(to: to)
      for problem in result.problems { Exit.tell(problem) }
      if to == "-" { try StandardOutput.write(result.page) }
      if let fault = result.fault {
        Exit.tell(fault)
        throw ExitCode(4)
      }
      if !result.problems.isEmpty { throw ExitCode(3) }
    }
  }
}
