/// What `suggest` came to.
package struct Suggestion: Sendable {
  /// What to print.
  package var text = ""
  /// What to tell besides.
  package var notes: [String] = []
  /// How many rules or expressions there are.
  package var rules = 0
  /// How many records or lines they take.
  package var explained = 0
  /// How many records or lines there were.
  package var records = 0
  /// How many inputs could not be read.
  package var problems = 0

  /// The share of records that are explained, in hundredths; 100 where there are none.
  package var share: Double { records == 0 ? 100 : Double(explained) * 100 / Double(records) }
}
