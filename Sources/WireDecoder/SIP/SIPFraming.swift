/// Tells where messages start, by content alone: any port, any log (RFC 3261 s 7).
package enum SIPFraming {
  /// The longest method and Request-URI that are looked through for the version after them.
  private static let maxRequestLine = 4096
  /// The longest name that is taken for a method; the longest registered one has nine letters.
  private static let maxMethod = 64

  /// Whether bytes look like the start of a message: a status line's version, or a whole request line.
  ///
  /// Empty lines before the message, which streams are kept alive with, are stepped over.
  package static func isStart(_ bytes: Span<UInt8>, at place: Int = 0) -> Bool {
    guard place >= 0 else { return false }
    var start = place
    while start < bytes.count, bytes[start] == 0x0D || bytes[start] == 0x0A { start += 1 }
    return isStartLine(bytes, at: start)
  }

  /// The place of the first message at a line's start from `place` on; nil if there is none.
  ///
  /// For going on after bytes that were lost.
  package static func nextStart(_ bytes: Span<UInt8>, from place: Int) -> Int? {
    var start = max(place, 0)
    while start < bytes.count {
      if isStartLine(bytes, at: start) { return start }
      guard let newline = SIPGrammar.find(0x0A, bytes, start, bytes.count) else { return nil }
      start = newline + 1
    }
    return nil
  }

  private static func isStartLine(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    if SIPGrammar.has("SIP/2.0 ", bytes, at: start, bytes.count) {
      return start + 8 == bytes.count || SIPGrammar.isDigit(bytes[start + 8])
    }
    let limit = min(bytes.count, start + maxMethod)
    let methodEnd = SIPGrammar.tokenEnd(bytes, start, limit)
    guard methodEnd > start, methodEnd < limit, bytes[methodEnd] == 0x20 else { return false }
    let end = min(bytes.count, start + maxRequestLine)
    var place = methodEnd + 1
    var hasColon = false
    while place < end, bytes[place] > 0x20 {
      if bytes[place] == UInt8(ascii: ":") { hasColon = true }
      place += 1
    }
    return hasColon && SIPGrammar.has(" SIP/2.0", bytes, at: place, bytes.count)
  }
}
