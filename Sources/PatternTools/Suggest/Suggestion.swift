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
  /// How many records rules take already, where those are left out.
  package var known = 0
  /// What the text is.
  package var format = SuggestOptions.Format.yaml
  /// How many inputs could not be read.
  package var problems = 0

  /// The account: `27 rules explain 98.7 % of 1240 records`.
  package var summary: String {
    let (thing, text) = format == .yaml ? ("rule", "record") : ("expression", "line")
    if records == 0 {
      return known > 0
        ? "rules take all \(known) records already"
        : "there are no \(text)s to suggest anything from"
    }
    let tenths = explained * 1000 / records
    let isOne = rules == 1
    return "\(rules) \(thing)\(isOne ? "" : "s") explain\(isOne ? "s" : "") "
      + "\(tenths / 10).\(tenths % 10) % of \(records) \(text)\(records == 1 ? "" : "s")"
      + (known > 0 ? " that no rule takes" : "")
  }
}
