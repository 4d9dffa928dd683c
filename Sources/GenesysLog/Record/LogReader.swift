/// Reads the records of a log, whatever it is kept in: text, or a spool of network output.
///
/// It is a value, as ``RecordReader`` is, which reads the text.
package struct LogReader: Sendable {
  private enum Form: Sendable {
    case text
    case spool(SpoolReader)
  }

  private var text: RecordReader
  private var form = Form.text

  /// Starts a log of text.
  package init(_ text: RecordReader) {
    self.text = text
  }

  /// Starts a spool; `source` is what is known of it.
  package init(spool source: LogSource) {
    text = RecordReader(source, base: source.base())
    form = .spool(SpoolReader())
  }

  /// What the log says about itself so far.
  package var context: LogContext { text.context }

  /// Whether it is text.
  package var isText: Bool {
    if case .text = form { true } else { false }
  }

  /// Reads the record at `place` of a block and moves `place` past it; see
  /// ``RecordReader/next(_:_:_:_:)``.
  @inline(__always)
  package mutating func next(
    _ bytes: Span<UInt8>, _ following: RecordReader.Following, _ place: inout Int,
    _ record: inout LogRecord
  ) -> Bool {
    if case .text = form { return text.next(bytes, following, &place, &record) }
    return nextSpooled(bytes, isEnd: following != .more, &place, &record)
  }

  /// Says that the last record was ended though it may go on; see ``RecordReader/endEarly()``.
  package mutating func endEarly() { text.endEarly() }

  /// Leaves out so many bytes behind the next header: another file has taken them.
  package mutating func skipAfterHeader(_ count: Int) { text.skippedAfterHeader = count }

  private mutating func nextSpooled(
    _ bytes: Span<UInt8>, isEnd: Bool, _ place: inout Int, _ record: inout LogRecord
  ) -> Bool {
    guard case .spool(var reader) = form else { return false }
    let start = place
    guard reader.next(bytes, &place, isEnd: isEnd, &record) else { return false }
    form = .spool(reader)
    record.extent = start..<place
    record.firstLineEnd = record.range.upperBound
    return true
  }
}
