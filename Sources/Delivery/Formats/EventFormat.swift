/// A form in which events are written.
package enum EventFormat: String, CaseIterable, Sendable {
  /// One JSON object a line: the encoded events as they are.
  case ndjson
  /// One JSON array, an event a line.
  case json
  /// Comma-separated values by RFC 4180, a header row first.
  case csv
  /// Aligned columns for reading on a terminal, a header row first.
  case table

  /// Whether the bytes go out as they come in, so that no ``FormatWriter`` is needed.
  package var isIdentity: Bool { self == .ndjson }
}
