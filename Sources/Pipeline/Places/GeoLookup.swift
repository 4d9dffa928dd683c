import Event
import Geo

/// What `genlog geo lookup` answers.
package enum GeoLookup {
  /// How an answer is written.
  package enum Format: Sendable {
    /// For people, with a line for each step.
    case text
    /// A line of JSON for each value.
    case json
  }

  /// What the tables make of each of `values`, and why.
  ///
  /// - Parameters:
  ///   - table: a file that `genlog geo import` made.
  ///   - databases: files in which addresses are looked up.
  /// - Throws: ``PipelineError`` if one of these cannot be read.
  package static func explain(
    _ values: [String], table: String?, databases: [String], as format: Format
  ) throws(PipelineError) -> String {
    let lookup = try lookup(table: table, databases: databases)
    let explanations = values.map { GeoExplanation($0, lookup) }
    switch format {
    case .text:
      return explanations.map(\.text).joined(separator: "\n")
    case .json:
      var out = JSONBuffer()
      for explanation in explanations { explanation.append(to: &out) }
      return out.text()
    }
  }

  /// The tables that are built in, and those at the paths given.
  static func lookup(table: String?, databases: [String]) throws(PipelineError) -> PlaceLookup {
    var options = OptionValues()
    options.geo = true
    options.geoTable = table
    options.geoIP = databases.isEmpty ? nil : databases
    var check = OptionCheck(options)
    let lookup = check.geo() ?? PlaceLookup()
    try check.finish()
    return lookup
  }
}
