/// A record's text as it may come out, and as events and decoders are made of it: lines that end with
/// CR LF have a line feed alone, passwords are `******`.
struct RecordText {
  /// The text of the last record.
  private(set) var bytes: [UInt8] = []
  /// The last record, as it lies in ``bytes``.
  private(set) var record = LogRecord()

  /// What stands in the place of a password.
  private static let hidden = Array("******".utf8)

  /// Copies a record's text, and gives the record as it lies in the copy.
  ///
  /// - Parameter secrets: what to hide, in the order of the text; none lies before the head's text.
  mutating func fill(
    with record: LogRecord, of source: Span<UInt8>, hiding secrets: [Range<Int>]
  ) -> LogRecord {
    self.record = copy(of: record, source, hiding: secrets)
    return self.record
  }

  private mutating func copy(
    of record: LogRecord, _ source: Span<UInt8>, hiding secrets: [Range<Int>]
  ) -> LogRecord {
    bytes.removeAll(keepingCapacity: true)
    var copy = record
    let start = record.range.lowerBound
    copy.head.move(by: -start)
    var place = start
    var nextSecret = 0
    func advance(_ text: inout RecordText, to end: Int) -> Int {
      text.copy(source, from: &place, to: end, hiding: secrets, &nextSecret)
      return text.bytes.count
    }
    let textStart = record.head.textRange.lowerBound
    let textEnd = advance(&self, to: record.head.textRange.upperBound)
    copy.head.textRange = textStart - start..<textEnd
    copy.firstLineEnd = advance(&self, to: record.firstLineEnd)
    guard let wire = record.wire else {
      copy.range = 0..<advance(&self, to: record.range.upperBound)
      return copy
    }
    let wireStart = advance(&self, to: wire.lines.lowerBound)
    if record.range.upperBound < wire.lines.upperBound {
      copy.range = 0..<advance(&self, to: record.range.upperBound)
      copy.wire?.lines = wireStart..<advance(&self, to: wire.lines.upperBound)
    } else {
      copy.wire?.lines = wireStart..<advance(&self, to: wire.lines.upperBound)
      copy.range = 0..<advance(&self, to: record.range.upperBound)
    }
    return copy
  }

  /// A text of a header without its passwords.
  static func hidingSecrets(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var scan = SecretScan()
    guard scan.find(bytes.span, 0..<bytes.count) else { return text }
    var copy = RecordText()
    var (place, next) = (0, 0)
    copy.copy(bytes.span, from: &place, to: bytes.count, hiding: scan.ranges, &next)
    return String(decoding: copy.bytes, as: UTF8.self)
  }

  /// Copies from `place` on to `end`, and moves `place` there.
  private mutating func copy(
    _ source: Span<UInt8>, from place: inout Int, to end: Int, hiding secrets: [Range<Int>],
    _ next: inout Int
  ) {
    while place < end {
      if next < secrets.count, secrets[next].lowerBound <= place {
        bytes += RecordText.hidden
        place = max(place, secrets[next].upperBound)
        next += 1
        continue
      }
      let isLineEnd = place + 1 < source.count && source[place + 1] == 0x0A
      if source[place] != 0x0D || !isLineEnd { bytes.append(source[place]) }
      place += 1
    }
  }
}
