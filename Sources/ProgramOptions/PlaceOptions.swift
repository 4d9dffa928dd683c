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

  /// Nothing given.
  package init() {}

  /// Enters what was given.
  package func fill(_ values: inout OptionValues) {
    values.geo = geo ? true : nil
    values.geoNumbers = geoNumbers.isEmpty ? nil : geoNumbers
    values.geoPostcodes = geoPostcodes.isEmpty ? nil : geoPostcodes
  }
}
