package import ArgumentParser
package import Pipeline

/// Where events come from on the map.
package struct PlaceOptions: ParsableArguments {
  @Flag(help: .option("geo"))
  package var geo = false

  @Option(help: .option("geo-numbers"))
  package var geoNumbers: [String] = []

  @Option(help: .option("geo-postcodes"))
  package var geoPostcodes: [String] = []

  @Option(help: .option("geo-table"), completion: .file())
  package var geoTable: String?

  @Option(name: .customLong("geo-ip"), help: .option("geo-ip"), completion: .file())
  package var geoIP: [String] = []

  @Option(help: .option("geo-addresses"))
  package var geoAddresses: [String] = []

  /// Nothing given.
  package init() {}

  /// Enters what was given.
  package func fill(_ values: inout OptionValues) {
    values.geo = geo ? true : nil
    values.geoNumbers = geoNumbers.isEmpty ? nil : geoNumbers
    values.geoPostcodes = geoPostcodes.isEmpty ? nil : geoPostcodes
    values.geoTable = geoTable
    values.geoIP = geoIP.isEmpty ? nil : geoIP
    values.geoAddresses = geoAddresses.isEmpty ? nil : geoAddresses
  }
}
