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
  package static func explain(_ values: [String], as format: Format) -> String {
    let explanations = values.map { GeoExplanation($0) }
    switch format {
    case .text:
      return explanations.map(\.text).joined(separator: "\n")
    case .json:
      var out = JSONBuffer()
      for explanation in explanations { explanation.append(to: &out) }
      return out.text()
    }
  }
}
