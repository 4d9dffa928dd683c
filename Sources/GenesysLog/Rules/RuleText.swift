/// The first line of a record as rules are tried on it.
package struct RuleText {
  /// The line, with its passwords hidden.
  package private(set) var line: [UInt8] = []
  /// Where the text for rules lies in the line: after the head, without the blanks at its end.
  package private(set) var text = 0..<0

  private var secrets = SecretScan()

  /// Makes one that has read nothing.
  package init() {}

  /// Reads the first line of a record.
  package mutating func read(_ record: LogRecord, of bytes: Span<UInt8>) {
    let range = record.range.lowerBound..<max(record.range.lowerBound, record.firstLineEnd)
    var record = record
    record.wire = nil
    record.range = range
    record.firstLineEnd = range.upperBound
    let hides = secrets.find(bytes, record.head.textRange)
    var copy = RecordText()
    let plain = copy.fill(with: record, of: bytes, hiding: hides ? secrets.ranges : [])
    line = copy.bytes
    text = GenesysEncoder.matchedRange(line.span, plain.head.textRange)
  }

  /// Reads a line that is a record of its own, as an example in a rule is.
  package mutating func read(line bytes: Span<UInt8>) -> RecordHead {
    let head = RecordHead(bytes, 0..<bytes.count)
    line = bytes.indices.map { bytes[$0] }
    text = GenesysEncoder.matchedRange(bytes, head.textRange)
    return head
  }
}
