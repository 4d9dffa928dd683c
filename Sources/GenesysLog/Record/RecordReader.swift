/// Cuts blocks of whole lines into records, and knows when each was written.
///
/// It is a value: a copy, taken at the start of a block, lets another thread read that block while
/// this one goes on with the next. Reading is deterministic, so both see the same.
package struct RecordReader: Sendable {
  /// What the log says about itself so far.
  package private(set) var context: LogContext
  /// The bytes of the header block that a record of kind `header` stands for.
  package private(set) var headerText: [UInt8] = []
  /// Where that block starts in the file.
  package private(set) var headerOffset: Int64 = 0

  private let source: LogSource
  private var clock: LogClock
  private var headerParser = LogHeaderParser()
  private var pendingHeader: [UInt8] = []
  private var pendingOffset: Int64 = 0
  /// Whether a blank line came since the pending header's last line.
  private var hasHeaderGap = false
  private var isAtStart = true
  /// Whether no stamped line came yet, so that banners may.
  private var isBeforeLog = true

  /// A header block is a few kilobytes; a file that pretends to hold a longer one is cut.
  private static let maxHeaderBytes = 64 * 1024

  /// How many times the clock passed midnight without being told the date.
  package var midnights: Int32 { clock.midnights }
  /// The local day that stands now.
  package var day: Int32 { clock.day }
  /// How sure that day is.
  package var confidence: ClockBase.Confidence { clock.confidence }

  /// Starts a log.
  package init(_ source: LogSource, base: ClockBase) {
    self.source = source
    context = LogContext(source, header: nil, timezoneName: base.timezoneName)
    clock = LogClock(base)
  }

  /// Reads the record at `place` of a block and moves `place` past it; false at the block's end.
  ///
  /// Blank lines and padding are not records.
  /// - Parameter blockOffset: the place of the block's first byte in the file.
  package mutating func next(
    _ bytes: Span<UInt8>, at blockOffset: Int64, _ place: inout Int, _ record: inout LogRecord
  ) -> Bool {
    while place < bytes.count {
      let lineEnd = LineScan.lineEnd(bytes, from: place)
      var range = LineScan.content(bytes, place..<lineEnd)
      if isAtStart { range = skipByteOrderMark(bytes, range) }
      isAtStart = false
      if !range.isEmpty {
        let first = bytes[range.lowerBound]
        if !(first &- 0x30 < 10), takeHeaderLine(bytes, range, at: blockOffset) {
          place = lineEnd + 1
          continue
        }
        if !pendingHeader.isEmpty {
          // The block has ended; this line is read again with what the header said.
          finishHeader(&record)
          return true
        }
        if first > 0x20 || !LineScan.isBlank(bytes, range) {
          place = readRecord(bytes, range, &record) ?? lineEnd + 1
          return true
        }
      }
      place = lineEnd + 1
    }
    return false
  }

  /// Gives the header block that ends with the file; false if there is none.
  package mutating func finish(_ record: inout LogRecord) -> Bool {
    guard !pendingHeader.isEmpty else { return false }
    finishHeader(&record)
    return true
  }

  // MARK: - Records

  /// Fills `record` from a line; returns where a second record starts in it, if one does.
  private mutating func readRecord(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ record: inout LogRecord
  ) -> Int? {
    record.kind = .line
    record.range = range
    record.head.read(bytes, range)
    var glued: Int?
    if let stamp = record.head.stamp {
      if isBeforeLog {
        isBeforeLog = false
        headerParser = LogHeaderParser(isAtFileStart: false)
      }
      setTime(clock.read(stamp), digits: Int(stamp.digits), &record)
      if record.head.code == 4120 {
        applyCheckPoint(bytes, stamp, &record)
      } else if record.head.code == 4110 {
        applyOption(bytes, record.head.textRange)
      } else if record.head.code < 0, let start = LineScan.gluedRecord(bytes, head: record.head) {
        record.range = range.lowerBound..<start
        record.head.textRange = record.head.textRange.lowerBound..<start
        glued = start
      }
    } else if let last = clock.last {
      setTime(last, digits: 3, &record)
    } else if let time = context.headerTime {
      setTime(LogClock.Reading(time: time, isStale: false), digits: 3, &record)
    } else {
      record.hasTime = false
      record.isStale = false
    }
    record.confidence = clock.confidence
    return glued
  }

  private func setTime(_ reading: LogClock.Reading, digits: Int, _ record: inout LogRecord) {
    record.time = reading.time
    record.hasTime = true
    record.timeDigits = digits
    record.isStale = reading.isStale
  }

  /// `Check point 2015-12-07T06:12:10`: the local date.
  private mutating func applyCheckPoint(
    _ bytes: Span<UInt8>, _ stamp: Stamp, _ record: inout LogRecord
  ) {
    for place in record.head.textRange where bytes[place] &- 0x30 < 10 {
      guard let point = StampParser.parse(bytes, at: place), point.day != Stamp.noDay else {
        return
      }
      // The two times are taken one after the other: midnight may lie between them.
      let difference = point.timeOfDay - stamp.timeOfDay
      let half = LogClock.microsecondsPerDay / 2
      let day = difference < -half ? point.day - 1 : difference > half ? point.day + 1 : point.day
      setTime(clock.anchor(day: day, stamp), digits: Int(stamp.digits), &record)
      return
    }
  }

  /// `Option 'time-convert' has been set to the value 'utc'`: the stamps that follow are UTC.
  private mutating func applyOption(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    guard text.count >= 50, text.count < 80 else { return }
    let line = bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[text]), as: UTF8.self)
    }.lowercased()
    if line.hasPrefix("option 'time-convert'") || line.hasPrefix("option 'time_convert'"),
      line.hasSuffix("'utc'")
    {
      clock.setStampsAreUTC()
    }
  }

  private func skipByteOrderMark(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let start = range.lowerBound
    guard range.count >= 3, bytes[start] == 0xEF, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF
    else { return range }
    return start + 3..<range.upperBound
  }

  // MARK: - Header block

  /// Takes the line if it belongs to a header block.
  private mutating func takeHeaderLine(
    _ bytes: Span<UInt8>, _ range: Range<Int>, at blockOffset: Int64
  ) -> Bool {
    guard pendingHeader.count < RecordReader.maxHeaderBytes else { return false }
    if !pendingHeader.isEmpty, LineScan.isBlank(bytes, range) {
      hasHeaderGap = true
      return true
    }
    guard headerParser.consume(bytes.extracting(range)) || isUnknownHeaderLine(bytes, range) else {
      return false
    }
    hasHeaderGap = false
    if pendingHeader.isEmpty {
      pendingOffset = blockOffset + Int64(range.lowerBound)
    } else {
      pendingHeader.append(0x0A)
    }
    for place in range { pendingHeader.append(bytes[place]) }
    return true
  }

  /// A `Key: value` in the middle of a header block that only some version prints.
  private func isUnknownHeaderLine(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard !pendingHeader.isEmpty, !hasHeaderGap, (bytes[range.lowerBound] | 0x20) &- 0x61 < 26,
      RecordHead(bytes, range).stamp == nil
    else { return false }
    for place in range.prefix(40) where bytes[place] == UInt8(ascii: ":") { return true }
    return false
  }

  /// Takes over what the header block said, and makes it a record of its own.
  private mutating func finishHeader(_ record: inout LogRecord) {
    let header = headerParser.header
    headerParser = LogHeaderParser(isAtFileStart: false)
    isBeforeLog = false
    hasHeaderGap = false
    headerText = pendingHeader
    headerOffset = pendingOffset
    pendingHeader = []
    let base = source.base(for: header, after: clock)
    clock = LogClock(base)
    context = LogContext(source, header: header, timezoneName: base.timezoneName)
    record = LogRecord()
    record.kind = .header
    if let time = context.headerTime {
      setTime(LogClock.Reading(time: time, isStale: false), digits: 3, &record)
    }
    record.confidence = clock.confidence
  }
}
