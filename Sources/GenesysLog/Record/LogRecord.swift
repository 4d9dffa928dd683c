/// One record of a Genesys log, as places in the block that holds it.
package struct LogRecord: Sendable {
  /// What a record is.
  package enum Kind: Sendable {
    /// A line of the log.
    case line
    /// The header block of a file; ``RecordReader/headerText`` holds its bytes.
    case header
  }

  /// What it is.
  package var kind = Kind.line
  /// The record's bytes, without newline, carriage return and padding.
  package var range = 0..<0
  /// Time, level, id and text.
  package var head: RecordHead
  /// Microseconds since 1970-01-01T00:00:00Z; valid when `hasTime`.
  package var time: Int64 = 0
  /// Whether the record has a time, its own or that of the record before it.
  package var hasTime = false
  /// The digits of the second that its own stamp has; 3 for a borrowed time.
  package var timeDigits = 3
  /// Whether it is left over from an earlier round of a snapshot file.
  package var isStale = false
  /// How sure its date is.
  package var confidence = ClockBase.Confidence.certain

  /// Makes a record to be filled by ``RecordReader``.
  package init() {
    head = RecordHead([UInt8]().span, 0..<0)
  }
}
