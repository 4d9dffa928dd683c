import Delivery

/// The fields that events are known to have, for those who check the names and types of others.
package enum MappedFields {
  /// What a field holds, as far as a type in a pattern decides it.
  package enum Content: Sendable {
    /// A number.
    case number
    /// A text, an address, a time.
    case text
    /// True or false.
    case boolean
    /// An object with keys of any name.
    case open
  }

  /// What a field holds, by its dotted name.
  package static let contents: [String: Content] = {
    let rows = FieldTable.rows.map { ($0.name, content($0.kind)) }
    // The table's own test holds that no name stands twice.
    return Dictionary(rows) { first, _ in first }
  }()

  private static func content(_ kind: FieldKind) -> Content {
    switch kind {
    case .long, .double: .number
    case .boolean: .boolean
    case .open, .geoPoint: .open
    case .keyword, .text, .original, .date, .ip: .text
    }
  }
}
