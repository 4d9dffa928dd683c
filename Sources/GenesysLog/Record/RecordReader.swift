/// Cuts blocks of whole lines into records, and knows when each was written.
///
/// It is a value: a copy, taken at the start of a block, lets another thread read that block while
/// this one goes on with the next. Reading is deterministic, so both see the same.
package struct RecordReader: Sendable {
  /// What follows the bytes that are read.
  package enum Following: Sendable {
    /// More of the log: the last record may go on there.
    case more
    /// The rest of a line that was too long, and left out.
    case cutLine
    /// Nothing.
    case end
  }

  /// What the log says about itself so far.
  package private(set) var context: LogContext

  private let source: LogSource
  private let framing: RecordFraming
  private var clock: LogClock
  private var headerParser = LogHeaderParser()
  private var isAtStart = true
  /// Whether no stamped line came yet, so that banners may.
  private var isBeforeLog = true
  /// Whether the last record was cut, and its lines go on.
  private var isCut = false
  /// How many bytes behind the next header are left out.
  var skippedAfterHeader = 0

  /// How many times the clock passed midnight without being told the date.
  package var midnights: Int32 { clock.midnights }
  /// The local day that stands now.
  package var day: Int32 { clock.day }
  /// How sure that day is.
  package var confidence: ClockBase.Confidence { clock.confidence }

  /// Starts a log.
  package init(_ source: LogSource, base: ClockBase) {
    self.source = source
    framing = RecordFraming(limits: source.limits)
    context = LogContext(source, header: nil, timezoneName: base.timezoneName)
    clock = LogClock(base)
  }

  /// Says that the last record was ended though it may go on: lines that start no record will follow it.
  package mutating func endEarly() { isCut = true }

  /// Reads the record at `place` of a block and moves `place` past it.
  ///
  /// Blank lines and padding are no records; they belong to the one before or after them.
  /// - Returns: false if there is none, or the one at `place` may go on after the block: then nothing
  ///   has changed, and the bytes from `place` on are to come again with more after them.
  package mutating func next(
    _ bytes: Span<UInt8>, _ following: Following, _ place: inout Int, _ record: inout LogRecord
  ) -> Bool {
    let start = place
    var lineStart = start
    while lineStart < bytes.count {
      let lineEnd = LineScan.lineEnd(bytes, from: lineStart)
      var line = LineScan.content(bytes, lineStart..<lineEnd)
      if isAtStart { line = skipByteOrderMark(bytes, line) }
      let next = min(lineEnd + 1, bytes.count)
      if !line.isEmpty {
        let first = bytes[line.lowerBound]
        if first > 0x20 || !LineScan.isBlank(bytes, line) {
          guard let end = read(bytes, line, next, following, &record) else { return false }
          record.extent = start..<end
          place = end
          isAtStart = false
          return true
        }
      }
      lineStart = next
    }
    place = bytes.count
    return false
  }

  /// Reads the header block or the record whose first line is `line`; returns where it ends, or nil.
  @inline(__always)
  private mutating func read(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ next: Int, _ following: Following,
    _ record: inout LogRecord
  ) -> Int? {
    if !(bytes[line.lowerBound] &- 0x30 < 10), headerParser.mayTake(bytes.extracting(line)) {
      var parser = headerParser
      if parser.consume(bytes.extracting(line)) {
        return readHeader(bytes, line, next, following, parser, &record)
      }
      guard let end = readRecord(bytes, line, next, following, &record) else { return nil }
      // Lines before the log that are no header are counted; a stamped one ends that.
      if record.head.stamp == nil { headerParser = parser }
      return end
    }
    return readRecord(bytes, line, next, following, &record)
  }

  // MARK: - Records

  /// Fills `record` with the record whose first line is `line`; returns where it ends, or nil.
  @inline(__always)
  private mutating func readRecord(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ next: Int, _ following: Following,
    _ record: inout LogRecord
  ) -> Int? {
    record.kind = .message
    record.head.read(bytes, line)
    record.wire = nil
    if record.head.code < 0, let start = LineScan.gluedRecord(bytes, head: record.head) {
      record.head.textRange = record.head.textRange.lowerBound..<start
      settle(line.lowerBound..<start, firstLineEnd: start, &record)
      record.isCut = false
      applyTime(bytes, &record)
      return start
    }
    let isComplete = following != .more
    // The framing alone, not `self`: a method that changes nothing would be given a copy of it all.
    guard
      let end = framing.end(
        bytes, line, next, isComplete: isComplete, isAfterCut: isCut, &record)
    else { return nil }
    settle(line.lowerBound..<end.textEnd, firstLineEnd: line.upperBound, &record)
    record.isCut = end.isCut
    isCut = end.isCut || (following == .cutLine && end.end == bytes.count)
    applyTime(bytes, &record)
    return end.end
  }

  @inline(__always)
  private mutating func settle(
    _ range: Range<Int>, firstLineEnd: Int, _ record: inout LogRecord
  ) {
    record.range = range
    record.firstLineEnd = firstLineEnd
    record.isContinued = isCut && record.head.stamp == nil
    isCut = false
  }

  /// Gives the record its time, and takes from it what it says of the clock.
  @inline(__always)
  private mutating func applyTime(_ bytes: Span<UInt8>, _ record: inout LogRecord) {
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

  /// A header block is a few kilobytes; a file that pretends to hold a longer one is cut.
  private static let maxHeaderBytes = 64 * 1024

  /// Reads the header block whose first line `parser` has taken; returns where it ends, or nil.
  private mutating func readHeader(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ next: Int, _ following: Following,
    _ parser: LogHeaderParser, _ record: inout LogRecord
  ) -> Int? {
    var parser = parser
    var end = next
    var textEnd = line.upperBound
    var hasGap = false
    var isOpen = true
    while isOpen, end < bytes.count, end - line.lowerBound < RecordReader.maxHeaderBytes {
      let lineEnd = LineScan.lineEnd(bytes, from: end)
      let content = LineScan.content(bytes, end..<lineEnd)
      if content.isEmpty || LineScan.isBlank(bytes, content) {
        hasGap = true
      } else if parser.consume(bytes.extracting(content))
        || (!hasGap && isUnknownHeaderLine(bytes, content))
      {
        hasGap = false
        textEnd = content.upperBound
      } else {
        isOpen = false
        continue
      }
      end = min(lineEnd + 1, bytes.count)
    }
    if isOpen, end == bytes.count, following == .more { return nil }
    end = min(end + skippedAfterHeader, bytes.count)
    skippedAfterHeader = 0
    settle(line.lowerBound..<textEnd, firstLineEnd: line.upperBound, &record)
    finishHeader(parser.header, &record)
    return end
  }

  /// A `Key: value` in the middle of a header block that only some version prints.
  private func isUnknownHeaderLine(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard (bytes[range.lowerBound] | 0x20) &- 0x61 < 26, RecordHead(bytes, range).stamp == nil
    else { return false }
    for place in range.prefix(40) where bytes[place] == UInt8(ascii: ":") { return true }
    return false
  }

  /// Takes over what a header block said.
  private mutating func finishHeader(_ header: LogHeader, _ record: inout LogRecord) {
    headerParser = LogHeaderParser(isAtFileStart: false)
    isBeforeLog = false
    let base = source.base(for: header, after: clock)
    clock = LogClock(base)
    context = LogContext(source, header: header, timezoneName: base.timezoneName)
    record.kind = .header
    record.head = RecordHead([UInt8]().span, 0..<0)
    record.wire = nil
    record.isCut = false
    record.hasTime = false
    record.isStale = false
    if let time = context.headerTime {
      setTime(LogClock.Reading(time: time, isStale: false), digits: 3, &record)
    }
    record.confidence = clock.confidence
  }
}
