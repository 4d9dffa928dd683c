/// What a field of an event holds, and so how a server is to store it.
package enum FieldKind: String, Sendable, CaseIterable {
  /// A name, an id, a word: found and counted as a whole.
  case keyword
  /// Words of a language: found by each of them.
  case text
  /// What is kept to be read, and never looked for: the record as it was.
  case original
  /// A point of time.
  case date
  /// A whole number of up to 64 bits.
  case long
  /// A number with a fraction.
  case double
  /// Yes or no.
  case boolean
  /// An address of IPv4 or IPv6.
  case ip
  /// A point on the Earth, an object with `lat` and `lon`.
  case geoPoint = "geo_point"
  /// An object whose keys come from logs, so that nobody knows them or their number.
  case open
}

/// A field that events may have.
package struct FieldRow: Sendable, Equatable {
  /// Dotted name: `genesys.conn_id`.
  package let name: String
  /// What it holds.
  package let kind: FieldKind
  /// What it means; empty for a part of something that is explained.
  package let summary: String
}
