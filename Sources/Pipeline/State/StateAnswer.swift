/// What a command about state has to say.
package struct StateAnswer: Sendable {
  /// The answer, for standard output; empty if there is none.
  package internal(set) var text = ""
  /// What was damaged, for standard error.
  package internal(set) var warnings: [String] = []
}

/// The forms in which state can be listed.
package enum StateFormat: String, Sendable, CaseIterable {
  /// Aligned columns.
  case table
  /// One JSON object a line.
  case ndjson
}
