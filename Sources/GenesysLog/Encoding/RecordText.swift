/// The text of a record whose lines end with CR LF, with line feeds alone: what events and decoders
/// are made of.
struct RecordText {
  /// The text of the last record.
  private(set) var bytes: [UInt8] = []

  /// Copies a record's text, and gives the record as it lies in the copy.
  mutating func fill(with record: LogRecord, of source: Span<UInt8>) -> LogRecord {
    bytes.removeAll(keepingCapacity: true)
    var copy = record
    let end = max(record.range.upperBound, record.wire?.lines.upperBound ?? 0)
    var textEnd = 0
    var wireStart = 0
    for place in record.range.lowerBound..<end {
      if place == record.range.upperBound { textEnd = bytes.count }
      if place == record.wire?.lines.lowerBound { wireStart = bytes.count }
      let isLineEnd = place + 1 < source.count && source[place + 1] == 0x0A
      if source[place] != 0x0D || !isLineEnd { bytes.append(source[place]) }
    }
    if end == record.range.upperBound { textEnd = bytes.count }
    if record.wire != nil { copy.wire?.lines = wireStart..<bytes.count }
    copy.range = 0..<textEnd
    copy.firstLineEnd = record.firstLineEnd - record.range.lowerBound
    copy.head.move(by: -record.range.lowerBound)
    return copy
  }
}
