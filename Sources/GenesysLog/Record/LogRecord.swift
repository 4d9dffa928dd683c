/// One record of a Genesys log, as places in the block that holds it.
package struct LogRecord: Sendable {
  /// What a record is.
  package enum Kind: Sendable {
    /// A line of the log, and the lines that belong to it.
    case message
    /// The header block of a file; ``RecordReader/context`` is what it says.
    case header
  }

  /// What it is.
  package var kind = Kind.message
  /// All bytes that are this record's: its lines with their ends, and the blank lines around them.
  ///
  /// Extents follow one another without a gap.
  package var extent = 0..<0
  /// The record's text, from its first line to its last that is not blank, without the last line's end.
  package var range = 0..<0
  /// The end of the first line's text; `range.upperBound` in a record of one line.
  package var firstLineEnd = 0
  /// Time, level, id and text of the first line.
  package var head: RecordHead
  /// The message that went over a wire, where the record holds one.
  package var wire: LoggedMessage?
  /// Where a spool keeps the record, with all it says of it; nil in a log of text.
  package var spool: Range<Int>?
  /// Microseconds since 1970-01-01T00:00:00Z; valid when `hasTime`.
  package var time: Int64 = 0
  /// Whether the record has a time, its own or that of the record before it.
  package var hasTime = false
  /// The digits of the second that its own stamp has; 3 for a borrowed time.
  package var timeDigits = 3
  /// Whether it is left over from an earlier round of a snapshot file.
  package var isStale = false
  /// Whether it is only the start of a record that is longer than allowed.
  package var isCut = false
  /// Whether it goes on where a cut record was left.
  package var isContinued = false
  /// How sure its date is.
  package var confidence = ClockBase.Confidence.certain

  /// Whether the record has members: lines after its first that are not blank.
  package var hasMembers: Bool { firstLineEnd < range.upperBound }

  /// Where text of the record stands that may come out: all but its head, and its wire message.
  var allText: Range<Int> {
    let start = kind == .header ? range.lowerBound : head.textRange.lowerBound
    return start..<max(start, range.upperBound, wire?.lines.upperBound ?? 0)
  }

  /// The members: all after the first line.
  package var members: Range<Int> { firstLineEnd..<range.upperBound }

  /// Makes a record to be filled by ``RecordReader``.
  package init() {
    head = RecordHead([UInt8]().span, 0..<0)
  }
}

/// A message that went over a wire, inside a record.
package struct LoggedMessage: Sendable, Equatable {
  /// What the record's head says of it.
  package var head: WireHead
  /// The lines that hold it, the last one without its end.
  package var lines: Range<Int>
  /// Whether the message ends with CR LF after its last line.
  package var endsWithNewline: Bool
  /// Whether these lines have as many bytes as the head says; otherwise they are all there is.
  package var isComplete: Bool

  /// The end of the last line that is not blank.
  func textEnd(_ bytes: Span<UInt8>) -> Int {
    var end = lines.upperBound
    while end > lines.lowerBound, bytes[end - 1] <= 0x20 { end -= 1 }
    return end
  }
}
