import ArgumentParser
import Pipeline
import ProgramOptions

/// `genlog geo lookup`: what the tables make of a value, and why.
struct GeoLookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Explains what a value is taken for, by which rule, and where that is.",
    discussion: """
      A value is what stands in a field of an event: a phone number, a SIP or tel URI, a postcode, or a \
      text with a postcode in it.

      Examples:
        genlog geo lookup '+44 (0)1223 000000' 'CB2 1TN'
        genlog geo lookup 'sip:02079460018@192.0.2.20;user=phone' --json
        genlog geo lookup 5001 07700900123 anonymous

      Exit codes: 0 done, also where a value has no place; 2 usage.
      """)

  @Argument(help: ArgumentHelp("Numbers, postcodes, texts.", valueName: "value"))
  var values: [String]

  @Flag(help: "Answers in JSON, a line for each value.")
  var json = false

  func run() throws {
    try Exit.reporting {
      try StandardOutput.write(GeoLookup.explain(values, as: json ? .json : .text))
    }
  }
}
