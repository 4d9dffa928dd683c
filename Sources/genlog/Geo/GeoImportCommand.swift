import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog geo import`: public tables in, one table of postcodes out.
struct GeoImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Makes a table of postcodes for --geo-table of what the public has.",
    discussion: """
      Files are told by what stands in them: the ONS Postcode Directory (CSV), Code-Point Open (CSV, with \
      eastings and northings), GeoNames (the dump of postal codes, TSV), or lines of code, latitude and \
      longitude. They may be packed with gzip. A postcode that stands twice has the place that was read last.

      Examples:
        genlog geo import ONSPD_MAY_2025_UK.csv --to places.geo
        genlog geo import 'Code-Point Open/Data/CSV/*.csv' --to places.geo
        genlog geo import GB_full.txt mine.csv --to places.geo
        genlog parse --geo --geo-table places.geo logs/

      Exit codes: 0 done; 2 usage; 3 a file could not be read, or is of no shape that is known (the rest is \
      imported); 4 the table could not be written.
      """)

  @Argument(
    help: ArgumentHelp("Files, directories, globs, or - for standard input.", valueName: "file"),
    completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "The file that the table goes to; one of that name is replaced.", valueName: "file"),
    completion: .file())
  var to: String

  func run() throws {
    try Exit.reporting {
      let result = try GeoImportRun(files).write(to: to)
      for warning in result.warnings { Exit.warn(warning) }
      for account in result.accounts { Exit.note(account) }
      for problem in result.problems { Exit.tell(problem) }
      if let fault = result.fault {
        Exit.tell(fault)
        throw ExitCode(4)
      }
      if !result.problems.isEmpty { throw ExitCode(3) }
    }
  }
}
