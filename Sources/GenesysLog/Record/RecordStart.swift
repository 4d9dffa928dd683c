/// Tells the lines that start a record from those that belong to the one before.
///
/// A record starts where a stamp does. Besides, some lines without a stamp are no member of what
/// stands before them:
///
///     $+CTI:PRM:DN_CHANGED:3:5743                        SIP Server, where it prints no time
///         _I_I_00d2025f31ae001c [14:33] strategy: ...    URS: four blanks, area and severity
///         0083027d73c677aa, 05/23/16@17:54:52.974, RP(...)   URS: the summary of a call
///     DBRequest, handle 453 sent, query :                Configuration Server: the stamp is on the next line
///     Application name: confserv                         the header of another file put behind this one
enum RecordStart {
  /// Whether the line `range`, which has no newline and is not blank, starts a record.
  static func isStart(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    let start = line.lowerBound
    let first = bytes[start]
    // The members of dumps, by far the most frequent.
    if first == 0x09 { return false }
    if let stamp = StampParser.parse(bytes, at: start) { return stamp.end <= line.upperBound }
    switch first {
    case UInt8(ascii: "$"):
      return line.count > 3 && isTriggerMark(bytes[start + 1])
    case 0x20: return isRoutingLine(bytes, line) || isCallSummary(bytes, line)
    case UInt8(ascii: "D"): return isDatabaseRequest(bytes, line)
    case UInt8(ascii: "A"):
      return HeaderKey.applicationName.spelling.starts(bytes, line)
    case UInt8(ascii: "B"):
      return HeaderKey.buildInformation.spelling.starts(bytes, line)
    case UInt8(ascii: "-"):
      return StampParser.parseTrailing(bytes, end: line.upperBound).map { $0.start >= start }
        ?? false
    case UInt8(ascii: "m"):
      return RecordHead.consoleStamp(bytes, line) != nil
    default: return false
    }
  }

  /// `DBRequest, handle 453 sent, query :`, whose text and time stand on the next line.
  static func isDatabaseRequest(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    let head: StaticString = "DBRequest, handle "
    return head.starts(bytes, line) && bytes[line.upperBound - 1] == UInt8(ascii: ":")
  }

  /// Whether a line is indented, as members of a record without a stamp are.
  static func isIndented(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    bytes[line.lowerBound] == 0x09 || bytes[line.lowerBound] == 0x20
  }

  /// `    0083027d73c677aa, 05/23/16@17:54:52.974, `: after the blanks a call, and when it came.
  private static func isCallSummary(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    let start = DumpText.skipBlanks(bytes, from: line.lowerBound, end: line.upperBound)
    let end = start + 16
    guard end + 18 < line.upperBound, bytes[end] == UInt8(ascii: ","),
      bytes[end + 1] == 0x20, bytes[end + 10] == UInt8(ascii: "@")
    else { return false }
    return DumpText.isHex(bytes, start..<end)
  }

  private static func isTriggerMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*")
  }

  /// `    _I_I_00d2025f31ae001c [14:33] `: after the blanks an area and a severity, a letter each.
  private static func isRoutingLine(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    var place = line.lowerBound
    while place < line.upperBound, bytes[place] == 0x20 { place += 1 }
    return place + 5 < line.upperBound && bytes[place] == UInt8(ascii: "_")
      && bytes[place + 1] &- 0x41 < 26 && bytes[place + 2] == UInt8(ascii: "_")
      && bytes[place + 3] &- 0x41 < 26 && bytes[place + 4] == UInt8(ascii: "_")
  }
}
