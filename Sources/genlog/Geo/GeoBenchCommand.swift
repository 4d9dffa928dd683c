import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog geo bench`: what looking up costs.
struct GeoBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures what looking up a number, a postcode and an address costs.",
    discussion: """
      Values of all kinds that logs have are looked at again and again, with a place and without. \
      Addresses are measured where databases are named: a thousand callers that come again and again, and \
      ones that come for the first time.

      Examples:
        genlog geo bench
        genlog geo bench --geo-ip GeoLite2-City.mmdb --geo-table places.geo --json

      Exit codes: 0 done; 2 usage, or a table cannot be read.
      """)

  @Option(help: .option("geo-table"), completion: .file())
  var geoTable: String?

  @Option(name: .customLong("geo-ip"), help: .option("geo-ip"), completion: .file())
  var geoIP: [String] = []

  @Flag(help: "Answers in JSON, a line for each kind.")
  var json = false

  func run() throws {
    try Exit.reporting {
      let answer = try GeoBench.measure(
        table: geoTable, databases: geoIP, as: json ? .json : .text)
      try StandardOutput.write(answer)
    }
  }
}
