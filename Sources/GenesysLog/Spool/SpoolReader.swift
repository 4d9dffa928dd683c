import Glibc

/// Cuts the bytes of a spool file of network output (`lognet-<GUID>-<n>.qsp`) into records.
///
/// The log library keeps there what it could not send to Message Server. Each record has its exact
/// time in UTC, so there is no clock to follow, and no header. Bytes that are no record are one too:
/// every byte belongs to exactly one. What is found does not depend on where blocks are cut, as long as
/// the bytes from `place` on stand at the start of the next block.
package struct SpoolReader: Sendable {
  /// What the last record says beyond its head and text.
  package private(set) var values = SpoolValues()
  /// Whether the last record is bytes that could not be read.
  package private(set) var isSkipped = false
  /// How many bytes could not be read so far.
  package private(set) var skippedBytes: Int64 = 0

  /// As many bytes may have to be held from `place` on until more is known.
  package static let maxPendingBytes = maxSkippedBytes + SpoolFrame.lengths.upperBound + 5
  /// More unreadable bytes than this are several records.
  private static let maxSkippedBytes = 64 << 10

  /// A reader at the start of a file.
  package init() {}

  /// How many bytes ``recognises(_:)`` wants to see.
  package static let recognisedBytes = 100

  /// Whether a file that begins with these bytes is a spool.
  package static func recognises(_ bytes: Span<UInt8>) -> Bool {
    switch SpoolFrame.find(bytes, at: 0) {
    case .whole: true
    case .partial: bytes.count >= 32
    case .other: false
    }
  }

  /// Reads the record at `place` and moves `place` past it.
  ///
  /// - Parameter isEnd: whether the file ends with these bytes.
  /// - Returns: false if there is no whole record: the rest is to be given again with what follows.
  ///   At the end of the file only when nothing is left.
  package mutating func next(
    _ bytes: Span<UInt8>, _ place: inout Int, isEnd: Bool, _ record: inout LogRecord
  ) -> Bool {
    guard place < bytes.count else { return false }
    switch SpoolFrame.find(bytes, at: place) {
    case .whole(let end):
      switch overlap(bytes, place..<end) {
      case .whole(let start):
        skip(place..<start, &record)
        place = start
      case .partial where !isEnd:
        return false
      case .partial, .other:
        read(bytes, place..<end, &record)
        place = end
      }
      return true
    case .partial where !isEnd:
      return false
    case .partial, .other:
      guard let end = endOfUnreadable(bytes, from: place, isEnd: isEnd) else { return false }
      skip(place..<end, &record)
      place = end
      return true
    }
  }

  /// The start of a record that begins inside one and goes on after it, as `whole(end:)`.
  ///
  /// A record whose end was never written takes the first bytes of the next one for its own. So a
  /// record that no other follows directly is believed only when none begins in it.
  private func overlap(_ bytes: Span<UInt8>, _ record: Range<Int>) -> SpoolFrame.Finding {
    let end = record.upperBound
    if end < bytes.count, bytes[end] == SpoolFrame.mark { return .other }
    var place = record.lowerBound + 1
    while let mark = SpoolReader.mark(in: bytes, from: place, to: end) {
      switch SpoolFrame.find(bytes, at: mark) {
      case .whole(let innerEnd) where innerEnd > end: return .whole(end: mark)
      case .partial: return .partial
      case .whole, .other: place = mark + 1
      }
    }
    return .other
  }

  // MARK: - Records

  /// Fills `record` from the fields of a whole one.
  private mutating func read(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ record: inout LogRecord
  ) {
    isSkipped = false
    values = SpoolValues(bytes, range)
    record = LogRecord()
    record.range = range
    record.spool = range
    record.head.read(bytes, values.head)
    record.head.textRange = values.text
    record.head.hostRange = values.host
    record.head.applicationRange = values.application
    if record.head.level == nil { record.head.level = values.level }
    if record.head.code < 0, let id = values.messageID, id < 100_000 {
      // The id is nowhere printed: `codeRange` stays empty.
      record.head.code = Int32(id)
    }
    guard let time = values.time else { return }
    record.time = time
    record.hasTime = true
    record.timeDigits = values.microseconds == nil ? 3 : 6
  }

  private mutating func skip(_ range: Range<Int>, _ record: inout LogRecord) {
    isSkipped = true
    skippedBytes += Int64(range.count)
    values = SpoolValues()
    record = LogRecord()
    record.range = range
    record.head.textRange = range
  }

  /// Where the next record starts, or where the unreadable bytes are cut; nil if that is not known yet.
  private func endOfUnreadable(_ bytes: Span<UInt8>, from start: Int, isEnd: Bool) -> Int? {
    let limit = min(start + SpoolReader.maxSkippedBytes, bytes.count)
    var place = start + 1
    while let mark = SpoolReader.mark(in: bytes, from: place, to: limit) {
      switch SpoolFrame.find(bytes, at: mark) {
      case .whole: return mark
      case .partial where !isEnd: return nil
      case .partial, .other: place = mark + 1
      }
    }
    return isEnd || limit == start + SpoolReader.maxSkippedBytes ? limit : nil
  }

  private static func mark(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    return bytes.withUnsafeBytes { all -> Int? in
      guard let base = all.baseAddress,
        let found = memchr(base + start, Int32(SpoolFrame.mark), end - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}

extension SpoolValues {
  /// Microseconds since 1970-01-01T00:00:00Z.
  var time: Int64? {
    guard let seconds else { return nil }
    let fraction = microseconds ?? 0
    return Int64(seconds) * 1_000_000 + (fraction < 1_000_000 ? Int64(fraction) : 0)
  }

  /// The level of the priority.
  var level: LogLevel? {
    switch priority {
    case 1: .debug
    case 2: .trace
    case 3: .interaction
    case 4: .standard
    case 5: .alarm
    default: nil
    }
  }
}
