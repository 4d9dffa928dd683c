/// One line of a dump: what stands between its indentation and its end.
struct DumpLine {
  /// Where the line's content starts.
  var start: Int
  /// Where it ends, before a carriage return.
  var end: Int
  /// How far it is indented: in tabs, or groups of up to four blanks.
  var indent: Int

  /// The places of the content.
  var content: Range<Int> { start..<end }

  /// The next line at or after `place`, which then is behind it; nil at the end.
  @inline(__always)
  static func next(_ bytes: Span<UInt8>, _ place: inout Int, end limit: Int) -> DumpLine? {
    guard place < limit else { return nil }
    var start = place
    var end = min(LineScan.lineEnd(bytes, from: start), limit)
    place = end &+ 1
    while end > start, bytes[end &- 1] == 0x0D || bytes[end &- 1] == 0 { end &-= 1 }
    var indent = 0
    var blanks = 3
    while start < end {
      if bytes[start] == 0x09 {
        indent &+= 1
      } else if bytes[start] == 0x20 {
        blanks &+= 1
      } else {
        break
      }
      start &+= 1
    }
    return DumpLine(start: start, end: end, indent: indent &+ blanks / 4)
  }
}
