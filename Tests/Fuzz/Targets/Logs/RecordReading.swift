@testable import GenesysLog

/// What was read of one record, its places counted from the log's start.
struct RecordReading: Equatable {
  /// All bytes of the record.
  let extent: Range<Int>
  /// Everything else that is known of it.
  let facts: [Int]

  init(_ record: LogRecord, at start: Int) {
    extent = record.extent.lowerBound + start..<record.extent.upperBound + start
    var facts = [
      record.kind == .header ? 1 : 0, record.range.lowerBound + start,
      record.range.upperBound + start, record.firstLineEnd + start, record.hasTime ? 1 : 0,
      record.hasTime ? Int(record.time) : 0, record.hasTime ? record.timeDigits : 0,
      record.isStale ? 1 : 0,
      record.isCut ? 1 : 0, record.isContinued ? 1 : 0, Int(record.head.code),
      record.head.textRange.count, record.head.hostRange.count,
      record.head.applicationRange.count,
    ]
    if let stamp = record.head.stamp {
      facts += [Int(stamp.timeOfDay), Int(stamp.day), Int(stamp.digits)]
    }
    if record.kind == .message { facts.append(record.head.textRange.lowerBound + start) }
    if let wire = record.wire {
      facts += [
        wire.lines.lowerBound + start, wire.lines.upperBound + start, wire.isComplete ? 1 : 0,
        wire.endsWithNewline ? 1 : 0, wire.head.address.lowerBound + start,
        wire.head.address.count, Int(wire.head.port), wire.head.byteCount,
      ]
    }
    self.facts = facts
  }

  /// Holds that what was read of `log` in one way and in another is the same.
  ///
  /// Blank lines at a block's end may be nobody's, so that a record may begin later.
  static func holdSame(_ one: [RecordReading], _ other: [RecordReading], _ how: String) {
    for (first, second) in zip(one, other) {
      hold(
        first.facts == second.facts && first.extent.upperBound == second.extent.upperBound,
        "\(how): \(first) is \(second)")
    }
    hold(one.count == other.count, "\(how): \(one.count) records are \(other.count)")
  }

  /// Holds that each byte is in one record, blank ones between them aside.
  static func holdTiling(_ readings: [RecordReading], _ log: [UInt8]) {
    var end = 0
    for reading in readings {
      hold(reading.extent.lowerBound >= end, "a byte in two records: \(reading)")
      hold(!reading.extent.isEmpty, "a record without bytes: \(reading)")
      holdBlank(log[end..<reading.extent.lowerBound], isStart: end == 0)
      end = reading.extent.upperBound
    }
    holdBlank(log[end...], isStart: end == 0)
  }

  /// Holds that bytes of no record are blank; at a log's start a byte order mark is.
  private static func holdBlank(_ bytes: ArraySlice<UInt8>, isStart: Bool) {
    let blanks: [UInt8] = isStart ? [0xEF, 0xBB, 0xBF] : []
    hold(
      bytes.allSatisfy { [0, 0x09, 0x0A, 0x0D, 0x20].contains($0) || blanks.contains($0) },
      "bytes in no record: \(text(bytes))")
  }
}
