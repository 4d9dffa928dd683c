import Grok

@testable import GenesysLog

/// A log as its records: read whole, or in blocks whose rest is put back.
struct RecordLog {
  /// The records, their places counted from the log's start.
  private(set) var records: [LogRecord] = []
  /// The texts of the records.
  var texts: [String] { records.map { text($0.range) } }

  private let log: [UInt8]
  private var start = 0

  /// Reads `text` whole.
  init(_ text: String, limits: RecordLimits = .standard) {
    self.init(Array(text.utf8), limits: limits)
  }

  /// Reads bytes; `sizes` are those of the blocks, none for a single one.
  init(_ log: [UInt8], limits: RecordLimits = .standard, sizes: (() -> Int)? = nil) {
    self.log = log
    let source = LogSource(
      path: "a.log", rules: RuleSet([], library: PatternLibrary()), limits: limits,
      today: 1_700_000_000)
    var reader = RecordReader(source, base: source.base())
    var end = 0
    while end < log.count {
      end = min(end + (sizes?() ?? log.count), log.count)
      end = log[end...].firstIndex(of: 0x0A).map { $0 + 1 } ?? log.count
      read(upTo: end, &reader)
    }
  }

  /// The text in a range of the log.
  func text(_ range: Range<Int>) -> String { String(decoding: log[range], as: UTF8.self) }

  /// The text of the first line after time, level and id.
  func head(_ index: Int) -> String { text(records[index].head.textRange) }

  private mutating func read(upTo end: Int, _ reader: inout RecordReader) {
    let block = Array(log[start..<end])
    var place = 0
    var record = LogRecord()
    while reader.next(block.span, end == log.count ? .end : .more, &place, &record) {
      records.append(record.moved(by: start))
    }
    start += place
  }
}

extension LogRecord {
  /// The same record with its places counted from elsewhere.
  fileprivate func moved(by distance: Int) -> LogRecord {
    func moved(_ range: Range<Int>) -> Range<Int> {
      range.lowerBound + distance..<range.upperBound + distance
    }
    var record = self
    record.extent = moved(extent)
    record.range = moved(range)
    record.firstLineEnd += distance
    record.head.move(by: distance)
    if let lines = wire?.lines { record.wire?.lines = moved(lines) }
    return record
  }

  /// What is to be the same however the log was read.
  var facts: [Int] {
    [
      kind == .header ? 1 : 0, extent.upperBound, range.lowerBound, range.upperBound, firstLineEnd,
      hasTime ? Int(time) : -1, hasTime ? timeDigits : 0, isStale ? 1 : 0, isCut ? 1 : 0,
      isContinued ? 1 : 0, Int(head.code), kind == .header ? 0 : head.textRange.lowerBound,
      head.textRange.count, wire?.lines.lowerBound ?? -1, wire?.lines.upperBound ?? -1,
      wire?.isComplete == true ? 1 : 0,
    ]
  }
}
