import Glibc

/// Finds the ends of lines, and what does not belong to them.
package enum LineScan {
  /// The next line at or after `place` that is not blank, without its end; nil at the end of `bytes`.
  package static func nextLine(_ bytes: Span<UInt8>, _ place: inout Int) -> Range<Int>? {
    while place < bytes.count {
      let end = lineEnd(bytes, from: place)
      let line = content(bytes, place..<end)
      place = end + 1
      if !isBlank(bytes, line) { return line }
    }
    return nil
  }

  /// The place of the next newline, or the end of `bytes`.
  static func lineEnd(_ bytes: Span<UInt8>, from place: Int) -> Int {
    find(0x0A, bytes, from: place, end: bytes.count) ?? bytes.count
  }

  /// The line without the carriage return at its end and the NUL padding of snapshot files around it.
  static func content(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
    var start = line.lowerBound
    var end = line.upperBound
    while end > start, bytes[end - 1] == 0x0D || bytes[end - 1] == 0 { end -= 1 }
    while start < end, bytes[start] == 0 { start += 1 }
    return start..<end
  }

  /// Whether nothing but blanks stands in `range`.
  static func isBlank(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for place in range where bytes[place] != 0x20 && bytes[place] != 0x09 { return false }
    return true
  }

  /// Where a second record starts inside the text of a line that a component printed itself.
  ///
  /// Threads of SIP Server and ORS now and then write two records without a newline between them:
  ///
  ///     12:53:33.355: {Authorization Failed:297} Wrong Checksum.12:53:33.355: Sending  [0,UDP] ...
  ///
  /// The second stamp must be of the same form as the first, at most two seconds later, and parted
  /// from its text in the same way: a time inside a text is rarely all of that.
  static func gluedRecord(_ bytes: Span<UInt8>, head: RecordHead) -> Int? {
    guard let stamp = head.stamp, stamp.day == Stamp.noDay, stamp.digits >= 3 else { return nil }
    let end = head.textRange.upperBound
    var place = head.textRange.lowerBound + 2
    while let colon = find(UInt8(ascii: ":"), bytes, from: place, end: end) {
      place = colon + 1
      let start = colon - 2
      guard start > head.textRange.lowerBound, colon + 3 < end,
        bytes[colon + 3] == UInt8(ascii: ":"), bytes[start] &- 0x30 < 3,
        let second = StampParser.parse(bytes, at: start), second.end + 2 < end,
        second.day == Stamp.noDay, second.digits == stamp.digits,
        second.timeOfDay >= stamp.timeOfDay, second.timeOfDay - stamp.timeOfDay < 2_000_000
      else { continue }
      let isParted =
        bytes[second.end + 1] == 0x20
        && (bytes[second.end] == UInt8(ascii: ":") || bytes[second.end] == 0x20)
      if isParted { return start }
    }
    return nil
  }

  private static func find(
    _ byte: UInt8, _ bytes: Span<UInt8>, from place: Int, end: Int
  ) -> Int? {
    guard place < end else { return nil }
    return bytes.withUnsafeBytes { all -> Int? in
      guard let start = all.baseAddress,
        let found = memchr(start + place, Int32(byte), end - place)
      else { return nil }
      return UnsafeRawPointer(found) - start
    }
  }
}
