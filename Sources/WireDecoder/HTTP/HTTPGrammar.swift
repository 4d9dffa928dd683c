/// The smallest parts of HTTP's grammar (RFC 9110 s 5.6): kinds of bytes, blanks, lists.
enum HTTPGrammar {
  /// Whether a byte may stand in a token: letters, digits and ``!#$%&'*+-.^_`|~``.
  @inline(__always)
  static func isToken(_ byte: UInt8) -> Bool {
    let half: UInt64 = byte < 64 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
    return byte < 128 && (half &>> UInt64(byte & 63)) & 1 != 0
  }

  /// Whether a byte may stand in a method as they are registered: capitals, `-` and `_`.
  @inline(__always)
  static func isMethod(_ byte: UInt8) -> Bool {
    byte &- 0x41 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// Whether a byte is a blank within a line.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Whether a byte is one of a line end.
  @inline(__always)
  static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A }

  /// The next element of a comma-separated list, without blanks and empty ones; nil behind the last.
  ///
  /// A comma in a quoted string ends no element (RFC 9110 s 5.6.1 and 5.6.4).
  static func nextElement(
    _ bytes: Span<UInt8>, _ place: inout Int, _ end: Int
  ) -> Range<Int>? {
    while place < end {
      let start = place
      var isQuoted = false
      while place < end, isQuoted || bytes[place] != UInt8(ascii: ",") {
        if bytes[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
        place += isQuoted && bytes[place] == UInt8(ascii: "\\") ? 2 : 1
      }
      let element = SIPGrammar.trimmed(bytes, start, min(place, end))
      place = min(place + 1, end)
      if !element.isEmpty { return element }
    }
    return nil
  }

  /// What stands before the parameters of an element: `text/html` of `text/html; charset=utf-8`.
  static func withoutParameters(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let semicolon = SIPGrammar.find(UInt8(ascii: ";"), bytes, range.lowerBound, range.upperBound)
    return SIPGrammar.trimmed(bytes, range.lowerBound, semicolon ?? range.upperBound)
  }
}
