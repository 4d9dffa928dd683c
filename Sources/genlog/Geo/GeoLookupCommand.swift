import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog geo lookup`: what the tables make of a value, and why.
struct GeoLookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Explains what a value is taken for, by which rule, and where that is.",
    discussion: """
      A value is what stands in a field of an event: a phone number, a SIP or tel URI, a postcode, a text \
      with a postcode in it, or an address of the internet.

      Examples:
        genlog geo lookup '+44 (0)1223 000000' 'CB2 1TN'
        genlog geo lookup 'sip:02079460018@192.0.2.20;user=phone' --json
        genlog geo lookup --geo-ip GeoLite2-City.mmdb --geo-table places.geo 203.0.113.7 'CB2 1TN'
        genlog geo lookup 5001 07700900123 anonymous

      Exit codes: 0 done, also where a value has no place; 2 usage, or a table cannot be read.
      """)

  @Argument(help: ArgumentHelp("Numbers, postcodes, texts, addresses.", valueName: "value"))
  var values: [String]

  @Option(help: .option("geo-table"), completion: .file())
  var geoTable: String?

  @Option(name: .customLong("geo-ip"), help: .option("geo-ip"), completion: .file())
  var geoIP: [String] = []

  @Flag(help: "Answers in JSON, a line for each value.")
  var json = false

  func run() throws {
    try Exit.reporting {
      let answer = try GeoLookup.explain(
        values, table: geoTable, databases: geoIP, as: json ? .json : .text)
      try StandardOutput.write(answer)
    }
  }
}
