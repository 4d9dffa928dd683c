/// What the start of a record says before its text: when, how important, which message.
///
/// The message formats of the `message_format` option (Framework Configuration Options Reference
/// Manual), and the lines that components print past the log library:
///
///     short   16:29:54.229 Std 24200 Object: [CfgFolder] ...
///     medium  16:29:54.229 Std GCTI-21-24200 Object: ...
///     full    2002-05-07T18:11:38.196 Standard localhost cfg_dbserver GCTI-00-05060 Application started
///     none    13:54:59.884: Sending  [0,UDP] 494 bytes to 192.0.2.82:5060 >>>>>
///     at end  -Ap[33200]->-648 @05:21:34.8600
package struct RecordHead: Equatable, Sendable {
  /// The printed time; nil where the record has none.
  package var stamp: Stamp?
  /// The level; nil where none is printed.
  package var level: LogLevel?
  /// The message id, up to 99999, or -1 where none is printed.
  package var code: Int32 = -1
  /// Where the five digits of the message id stand.
  package var codeRange = 0..<0
  /// Where the full format prints the host; empty elsewhere.
  package var hostRange = 0..<0
  /// Where the full format prints the application; empty elsewhere.
  package var applicationRange = 0..<0
  /// The text after all that.
  package var textRange = 0..<0

  /// Reads the head of the line `range` of `bytes`, which has no newline.
  package init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    if !readShort(bytes, range) { readAny(bytes, range) }
  }

  /// Reads the head of another line in its place.
  @inline(__always)
  mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    if readShort(bytes, range) {
      hostRange = 0..<0
      applicationRange = 0..<0
    } else {
      self = RecordHead(other: bytes, range)
    }
  }

  /// Moves all places, as the text of the line was.
  mutating func move(by distance: Int) {
    func moved(_ range: Range<Int>) -> Range<Int> {
      range.lowerBound + distance..<range.upperBound + distance
    }
    codeRange = moved(codeRange)
    if !hostRange.isEmpty {
      hostRange = moved(hostRange)
      applicationRange = moved(applicationRange)
    }
    textRange = moved(textRange)
  }

  /// Reads a head of any other form than ``readShort(_:_:)`` does.
  @inline(never)
  private init(other bytes: Span<UInt8>, _ range: Range<Int>) {
    readAny(bytes, range)
  }

  /// Reads the short format with one blank between its parts, which most lines have, as words:
  /// `HH:MM:SS.mmm Lvl NNNNN text`; false, with nothing read, where something else stands.
  @inline(__always)
  private mutating func readShort(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    // The stamp's 12 bytes, ` Lvl `, five digits and a blank; words read up to three bytes more.
    guard range.count > 22, start + 25 <= bytes.count,
      bytes[start + 12] == 0x20, bytes[start + 16] == 0x20, bytes[start + 22] == 0x20,
      let stamp = StampParser.commonTime(bytes, at: start),
      let level = LogLevel.parse(letters: StampWord.four(bytes, at: start + 13))
    else { return false }
    let code = StampWord.number(StampWord.eight(bytes, at: start + 17), digits: 5)
    guard code >= 0 else { return false }
    self.stamp = stamp
    self.level = level
    self.code = Int32(truncatingIfNeeded: code)
    codeRange = Range(uncheckedBounds: (start + 17, start + 22))
    textRange =
      RecordHead.skipBlanks(bytes, from: start + 22, end: range.upperBound)..<range.upperBound
    return true
  }

  private mutating func readAny(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    textRange = range
    guard !range.isEmpty else { return }
    if let stamp = StampParser.parse(bytes, at: range.lowerBound), stamp.end <= range.upperBound {
      self.stamp = stamp
      readMessageId(bytes, from: stamp.end, end: range.upperBound)
    } else if let (stamp, start) = StampParser.parseTrailing(bytes, end: range.upperBound),
      start >= range.lowerBound
    {
      self.stamp = stamp
      textRange = range.lowerBound..<start
    } else if let stamp = RecordHead.consoleStamp(bytes, range) {
      self.stamp = stamp
      textRange =
        RecordHead.skipBlanks(bytes, from: stamp.end, end: range.upperBound)..<range.upperBound
    }
  }

  /// The stamp of a browser's console, which the script and its line stand before.
  ///
  ///     main.js?version=9.0.000.89:2 2026-01-28 04:27:43.200 [DEBUG] [WWE.Main] ...
  static func consoleStamp(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Stamp? {
    let script: StaticString = "main.js"
    guard script.starts(bytes, line) else { return nil }
    let end = wordEnd(
      bytes, from: line.lowerBound, end: min(line.upperBound, line.lowerBound + 300))
    guard let stamp = StampParser.parse(bytes, at: end + 1), stamp.day != Stamp.noDay,
      stamp.end <= line.upperBound
    else { return nil }
    return stamp
  }

  /// Reads level, id and text after the stamp that ends at `place`.
  private mutating func readMessageId(_ bytes: Span<UInt8>, from place: Int, end: Int) {
    let start = RecordHead.skipBlanks(bytes, from: place, end: end)
    if start > place, let (level, levelEnd) = LogLevel.parse(bytes, at: start, end: end) {
      let next = RecordHead.skipBlanks(bytes, from: levelEnd, end: end)
      if readCode(bytes, at: next, end: end) || readFullFormat(bytes, at: next, end: end) {
        self.level = level
        return
      }
    }
    // A line that the component printed itself: `: `, `|` or nothing parts the stamp from the text.
    var textStart = place
    if textStart < end, bytes[textStart] == UInt8(ascii: ":") || bytes[textStart] == 0x7C {
      textStart += 1
    }
    textRange = RecordHead.skipBlanks(bytes, from: textStart, end: end)..<end
  }

  /// Reads `NNNNN` or `GCTI-TT-NNNNN`, which a blank or the line's end must follow.
  private mutating func readCode(_ bytes: Span<UInt8>, at place: Int, end: Int) -> Bool {
    var start = place
    if start < end, bytes[start] == UInt8(ascii: "G") {
      guard let after = RecordHead.skipPrefix(bytes, at: start, end: end) else { return false }
      start = after
    }
    guard start + 5 <= end, start + 5 == end || bytes[start + 5] == 0x20 else { return false }
    var value: Int32 = 0
    for index in start..<start + 5 {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { return false }
      value = value * 10 + Int32(digit)
    }
    code = value
    codeRange = start..<start + 5
    textRange = RecordHead.skipBlanks(bytes, from: start + 5, end: end)..<end
    return true
  }

  /// Reads `HOST APP GCTI-TT-NNNNN`; an application's name may hold blanks.
  private mutating func readFullFormat(_ bytes: Span<UInt8>, at place: Int, end: Int) -> Bool {
    let hostEnd = RecordHead.wordEnd(bytes, from: place, end: end)
    let applicationStart = RecordHead.skipBlanks(bytes, from: hostEnd, end: end)
    var word = applicationStart
    var lastEnd = applicationStart
    // A head is short: what is past 300 bytes is text that speaks of GCTI.
    while word < end, word - place < 300 {
      if bytes[word] == UInt8(ascii: "G"), lastEnd > applicationStart,
        readCode(bytes, at: word, end: end)
      {
        hostRange = place..<hostEnd
        applicationRange = applicationStart..<lastEnd
        return true
      }
      lastEnd = RecordHead.wordEnd(bytes, from: word, end: end)
      word = RecordHead.skipBlanks(bytes, from: lastEnd, end: end)
    }
    return false
  }

  /// The place after `GCTI-` and the digits of the application type and `-`.
  private static func skipPrefix(_ bytes: Span<UInt8>, at place: Int, end: Int) -> Int? {
    let prefix: StaticString = "GCTI-"
    guard place + 5 < end else { return nil }
    for index in 0..<5 where bytes[place + index] != prefix.utf8Start[index] { return nil }
    var next = place + 5
    while next < end, bytes[next] &- 0x30 < 10, next < place + 9 { next += 1 }
    guard next > place + 5, next < end, bytes[next] == UInt8(ascii: "-") else { return nil }
    return next + 1
  }

  private static func skipBlanks(_ bytes: Span<UInt8>, from place: Int, end: Int) -> Int {
    var next = place
    while next < end, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
    return next
  }

  private static func wordEnd(_ bytes: Span<UInt8>, from place: Int, end: Int) -> Int {
    var next = place
    while next < end, bytes[next] != 0x20 { next += 1 }
    return next
  }
}
