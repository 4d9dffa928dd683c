/// What a request asks for, taken apart: the target in its four forms, and Host (RFC 9112 s 3.2 and 3.3).
///
///     /path?query                 origin-form; where, says Host
///     http://host:8080/path       absolute-form, to a proxy
///     host:443                    authority-form, of CONNECT
///     *                           asterisk-form, of OPTIONS
///
/// All are ranges into the head.
package struct HTTPAddress: Sendable, Equatable {
  /// The scheme, where the target says it.
  package private(set) var scheme: Range<Int>?
  /// The host without its port, as it stands: IPv6 addresses without brackets.
  package private(set) var domain: Range<Int>?
  /// The port, where it is said.
  package private(set) var port: Int?
  /// The host with its port, without a user.
  package private(set) var authority: Range<Int>?
  /// The path, from its slash on.
  package private(set) var path: Range<Int>?
  /// The query, without its question mark.
  package private(set) var query: Range<Int>?
  /// Whether it is the authority-form, which has no scheme and no path.
  package private(set) var isAuthority = false

  /// Takes a request apart; nil for an answer.
  package init?(_ bytes: Span<UInt8>, _ head: HTTPHead) {
    guard let target = head.target, !target.isEmpty, let method = head.method else { return nil }
    if SIPGrammar.matches(bytes, method, "connect") {
      isAuthority = true
      readAuthority(bytes, target)
      return
    }
    if bytes[target.lowerBound] == UInt8(ascii: "/") {
      readPath(bytes, target)
    } else if let colon = Self.endOfScheme(bytes, target) {
      scheme = target.lowerBound..<colon
      let start = colon + 3
      var end = start
      while end < target.upperBound, !Self.endsAuthority(bytes[end]) { end += 1 }
      readAuthority(bytes, start..<end)
      readPath(bytes, end..<target.upperBound)
    }
    if domain == nil, let host = head.host { readAuthority(bytes, host) }
  }

  /// Where `://` stands.
  private static func endOfScheme(_ bytes: Span<UInt8>, _ target: Range<Int>) -> Int? {
    guard
      let colon = SIPGrammar.find(UInt8(ascii: ":"), bytes, target.lowerBound, target.upperBound),
      SIPGrammar.has("://", bytes, at: colon, target.upperBound), colon > target.lowerBound
    else { return nil }
    return colon
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  private mutating func readPath(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let fragment = SIPGrammar.find(UInt8(ascii: "#"), bytes, range.lowerBound, range.upperBound)
    let end = fragment ?? range.upperBound
    let mark = SIPGrammar.find(UInt8(ascii: "?"), bytes, range.lowerBound, end)
    let pathEnd = mark ?? end
    if pathEnd > range.lowerBound { path = range.lowerBound..<pathEnd }
    if let mark, mark + 1 < end { query = mark + 1..<end }
  }

  /// Reads `user@host:port`.
  private mutating func readAuthority(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var start = range.upperBound
    while start > range.lowerBound, bytes[start - 1] != UInt8(ascii: "@") { start -= 1 }
    let end = range.upperBound
    guard start < end else { return }
    var host = start..<end
    var colon: Int?
    if bytes[start] == UInt8(ascii: "[") {
      guard let close = SIPGrammar.find(UInt8(ascii: "]"), bytes, start, end) else { return }
      host = start + 1..<close
      if close + 1 < end, bytes[close + 1] == UInt8(ascii: ":") { colon = close + 1 }
    } else if let found = SIPGrammar.find(UInt8(ascii: ":"), bytes, start, end) {
      (host, colon) = (start..<found, found)
    }
    guard !host.isEmpty else { return }
    domain = host
    authority = start..<end
    if let colon { port = SIPGrammar.number(bytes, colon + 1..<end, limit: 65_535) }
  }
}
