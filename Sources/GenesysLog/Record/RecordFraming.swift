/// Finds where a record ends: which of the lines after its first belong to it.
///
/// A record runs to the next line that starts one (``RecordStart``). A wire message runs as many
/// bytes as its head says, whatever its lines look like.
struct RecordFraming: Sendable {
  /// What the first line tells of the lines after it.
  enum Membership {
    /// Lines that start no record belong to it.
    case untilStart
    /// Only indented lines do: the first line has no stamp.
    case indented
    /// None does: keep-alives stand alone.
    case none
  }

  /// Where a record ends.
  struct End {
    /// Where the next one starts.
    var end: Int
    /// The end of the text of the last line that is not blank.
    var textEnd: Int
    /// Whether the limit was met before the record's end.
    var isCut = false
  }

  /// How long a record may be.
  let limits: RecordLimits

  /// Finds the end of the record whose first line is `line`, and whose head has been read.
  ///
  /// - Parameters:
  ///   - next: the place after that line.
  ///   - isComplete: whether nothing comes after `bytes`.
  ///   - isAfterCut: whether the record before was cut, and may go on here.
  /// - Returns: nil if what comes after `bytes` may belong to the record.
  @inline(__always)
  func end(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ next: Int, isComplete: Bool, isAfterCut: Bool,
    _ record: inout LogRecord
  ) -> End? {
    guard record.head.stamp != nil else {
      return unstampedEnd(
        bytes, line, next, isComplete, isAfterCut ? .untilStart : .indented, &record)
    }
    // A stamp at the line's end is that of a keep-alive.
    if record.head.textRange.lowerBound == line.lowerBound {
      return end(bytes, line: line, next: next, .none, isComplete: isComplete)
    }
    if record.head.code < 0, let wire = WireHead(bytes, record.head.textRange) {
      return end(
        bytes, line: line, next: next, of: wire, isComplete: isComplete, &record.wire)
    }
    return end(bytes, line: line, next: next, .untilStart, isComplete: isComplete)
  }

  private func unstampedEnd(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ next: Int, _ isComplete: Bool,
    _ membership: Membership, _ record: inout LogRecord
  ) -> End? {
    if RecordStart.isDatabaseRequest(bytes, line) {
      // The stamp stands on the next line, which belongs to this record whatever it looks like.
      guard next < bytes.count || isComplete else { return nil }
      let lineEnd = LineScan.lineEnd(bytes, from: min(next, bytes.count))
      let second = LineScan.content(bytes, next..<lineEnd)
      if let stamp = StampParser.parse(bytes, at: second.lowerBound), stamp.end <= lineEnd {
        record.head.stamp = stamp
        return end(
          bytes, line: line.lowerBound..<second.upperBound, next: min(lineEnd + 1, bytes.count),
          .untilStart, isComplete: isComplete)
      }
    }
    return end(bytes, line: line, next: next, membership, isComplete: isComplete)
  }

  /// Finds the end of a record whose first line is `line`.
  ///
  /// - Parameters:
  ///   - next: the place after that line.
  ///   - isComplete: whether nothing comes after `bytes`.
  /// - Returns: nil if what comes after `bytes` may belong to the record.
  @inline(__always)
  func end(
    _ bytes: Span<UInt8>, line: Range<Int>, next: Int, _ membership: Membership, isComplete: Bool
  ) -> End? {
    // Most records are followed by a line with the usual stamp.
    if membership == .none { return End(end: next, textEnd: line.upperBound) }
    if StampParser.commonTime(bytes, at: next) != nil {
      return End(end: next, textEnd: line.upperBound)
    }
    return memberEnd(bytes, line, next, membership, isComplete)
  }

  @inline(never)
  private func memberEnd(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ next: Int, _ membership: Membership,
    _ isComplete: Bool
  ) -> End? {
    var end = End(end: next, textEnd: line.upperBound)
    var lines = 1
    while end.end < bytes.count {
      let lineEnd = LineScan.lineEnd(bytes, from: end.end)
      let content = LineScan.content(bytes, end.end..<lineEnd)
      if !content.isEmpty, !LineScan.isBlank(bytes, content) {
        if isOther(bytes, content, membership) { return end }
        lines += 1
        // A record always has its first line; what is left goes on as another.
        if lines > limits.lines || lineEnd - line.lowerBound > limits.bytes {
          end.isCut = true
          return end
        }
        end.textEnd = content.upperBound
      } else if lineEnd - line.lowerBound > limits.bytes {
        return end
      }
      end.end = min(lineEnd + 1, bytes.count)
    }
    return isComplete ? end : nil
  }

  private func isOther(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ membership: Membership
  ) -> Bool {
    switch membership {
    case .none: true
    case .indented:
      !RecordStart.isIndented(bytes, line) || RecordStart.isStart(bytes, line)
    case .untilStart: RecordStart.isStart(bytes, line)
    }
  }

  /// Finds the end of a record whose first line announces a wire message, and the message.
  ///
  /// - Returns: nil if what comes after `bytes` may belong to the record.
  func end(
    _ bytes: Span<UInt8>, line: Range<Int>, next: Int, of head: WireHead, isComplete: Bool,
    _ wire: inout LoggedMessage?
  ) -> End? {
    var needsMore = false
    if head.byteCount <= limits.bytes,
      let found = message(bytes, head, next: next, needsMore: &needsMore)
    {
      wire = found.message
      return end(
        bytes, line: line.lowerBound..<found.message.textEnd(bytes), next: found.end, .untilStart,
        isComplete: isComplete)
    }
    if needsMore, !isComplete { return nil }
    guard
      let end = end(bytes, line: line, next: next, .untilStart, isComplete: isComplete)
    else { return nil }
    // The count does not fit what is there: all of it, and said so.
    if end.textEnd > line.upperBound {
      wire = LoggedMessage(
        head: head, lines: next..<end.textEnd, endsWithNewline: true, isComplete: false)
    }
    return end
  }

  /// Finds the message that a head announces in the lines from `next` on, by its count of bytes.
  ///
  /// Logs print a line feed where the message has CR LF, so a line counts two bytes more than it shows.
  /// - Returns: the message and the place after its last line; nil if no line ends where it should.
  ///   `needsMore` is set if that may be because `bytes` end too early.
  func message(
    _ bytes: Span<UInt8>, _ head: WireHead, next: Int, needsMore: inout Bool
  ) -> (message: LoggedMessage, end: Int)? {
    var place = next
    var count = 0
    while place < bytes.count {
      let lineEnd = LineScan.lineEnd(bytes, from: place)
      var contentEnd = lineEnd
      if contentEnd > place, bytes[contentEnd - 1] == 0x0D { contentEnd -= 1 }
      count += contentEnd - place
      let isLast = count == head.byteCount
      if isLast || count + 2 == head.byteCount {
        if lineEnd == bytes.count, !isLast { break }
        let message = LoggedMessage(
          head: head, lines: next..<contentEnd, endsWithNewline: !isLast, isComplete: true)
        return (message, min(lineEnd + 1, bytes.count))
      }
      count += 2
      if count > head.byteCount { return nil }
      place = lineEnd + 1
    }
    needsMore = true
    return nil
  }
}

/// How long a record may be.
package struct RecordLimits: Sendable, Equatable {
  /// Lines that are not blank.
  package var lines: Int
  /// Bytes.
  package var bytes: Int

  /// 10,000 lines and 1 MiB.
  package static let standard = RecordLimits(lines: 10_000, bytes: 1 << 20)

  /// Sets both limits.
  package init(lines: Int, bytes: Int) {
    self.lines = lines
    self.bytes = bytes
  }
}
