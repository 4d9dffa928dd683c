/// What `genlog patterns suggest` is to do.
package struct SuggestOptions: Sendable {
  /// What a suggestion is printed as.
  package enum Format: String, Sendable, CaseIterable {
    /// A file of rules for Genesys records.
    case yaml
    /// A file of Grok patterns for lines, with examples.
    case grok
    /// Expressions for lines, one on each.
    case expressions
  }

  /// What to print; nil for rules where the log is one of Genesys, and else for patterns.
  package var format: Format?
  /// Records or lines that a rule must have.
  package var minCount = 1
  /// How many rules there may be; the rest of the records is left out.
  package var maxRules = 500
  /// Whether only records count that the rules at hand do not take.
  package var isUnmatchedOnly = false
  /// Records that are looked at, and their bytes.
  package var maxRecords = 200_000
  package var maxBytes = 64 << 20

  /// All records, rules of one record and more.
  package init() {}
}
