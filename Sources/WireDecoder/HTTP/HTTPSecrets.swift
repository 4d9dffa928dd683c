package import Event

/// Writes parts of HTTP messages as they were, without what proves an identity; `******` stands for it.
///
/// That is: the values of headers with credentials or cookies; in URLs, wherever they stand, passwords and the
/// values of parameters whose names end with one of ``names``; in forms and JSON, the values with such names.
package enum HTTPSecrets {
  private static let mark: StaticString = "******"

  /// What the name of a secret value ends with, in lower case.
  private static let names = [
    "password", "passwd", "pwd", "token", "secret", "api_key", "apikey", "api-key",
    "jsessionid", "phpsessid",
  ].map { Array($0.utf8) }

  /// The headers of which only the first word is shown, the scheme.
  private static let schemeHeaders = [
    "authorization", "authentication-info", "proxy-authorization", "proxy-authenticate",
    "proxy-authentication-info", "www-authenticate",
  ].map { Array($0.utf8) }

  /// The headers of which only the name is shown.
  private static let secretHeaders = [
    "cookie", "cookie2", "set-cookie", "set-cookie2", "x-api-key", "api-key", "x-auth-token",
    "x-csrf-token", "x-xsrf-token",
  ].map { Array($0.utf8) }

  /// How much of a header is shown.
  private enum Showing {
    case all
    case scheme
    case name
  }

  /// Appends a head as the inside of a JSON string.
  package static func append(head bytes: Span<UInt8>, _ range: Range<Int>, to out: inout JSONBuffer)
  {
    var place = range.lowerBound
    // A folded header goes on in the next line.
    var showing = Showing.all
    while place < range.upperBound {
      let end =
        SIPGrammar.find(0x0A, bytes, place, range.upperBound).map { $0 + 1 } ?? range.upperBound
      let line = place..<end
      let isFolded = HTTPGrammar.isBlank(bytes[place])
      if !isFolded { showing = self.showing(bytes, line) }
      if case .all = showing {
        append(url: bytes, line, to: &out)
      } else if !isFolded {
        appendHeader(bytes, line, showing, &out)
      }
      place = end
    }
  }

  /// Appends a URL, or a line in which one may stand, as the inside of a JSON string.
  package static func append(url bytes: Span<UInt8>, _ range: Range<Int>, to out: inout JSONBuffer)
  {
    let (start, end) = (range.lowerBound, range.upperBound)
    guard
      SIPGrammar.find(UInt8(ascii: "="), bytes, start, end) != nil
        || SIPGrammar.find(UInt8(ascii: "@"), bytes, start, end) != nil
    else {
      out.append(escaping: bytes, range)
      return
    }
    append(parameters: bytes, range, from: nil, to: &out)
  }

  /// Appends a query or a form, which begins with a parameter, as the inside of a JSON string.
  package static func append(form bytes: Span<UInt8>, _ range: Range<Int>, to out: inout JSONBuffer)
  {
    append(parameters: bytes, range, from: range.lowerBound, to: &out)
  }

  private static func append(
    parameters bytes: Span<UInt8>, _ range: Range<Int>, from first: Int?, to out: inout JSONBuffer
  ) {
    var written = range.lowerBound
    var place = range.lowerBound
    if let first, let value = secretParameter(bytes, first, range.upperBound) {
      hide(bytes, value, &written, &out)
      place = value.upperBound
    }
    while place < range.upperBound {
      var value: Range<Int>?
      switch bytes[place] {
      case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: ";"):
        value = secretParameter(bytes, place + 1, range.upperBound)
      case UInt8(ascii: ":") where SIPGrammar.has("://", bytes, at: place, range.upperBound):
        value = password(bytes, place + 3, range.upperBound)
      default: break
      }
      if let value { hide(bytes, value, &written, &out) }
      place = value?.upperBound ?? place + 1
    }
    out.append(escaping: bytes, written..<range.upperBound)
  }

  private static func hide(
    _ bytes: Span<UInt8>, _ value: Range<Int>, _ written: inout Int, _ out: inout JSONBuffer
  ) {
    out.append(escaping: bytes, written..<value.lowerBound)
    out.append(mark)
    written = value.upperBound
  }

  /// The value of the parameter at a place, if it has a secret's name.
  private static func secretParameter(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Range<Int>? {
    var place = start
    while place < end, place - start < 64, isName(bytes[place]) { place += 1 }
    guard place < end, bytes[place] == UInt8(ascii: "="), isSecret(bytes, start..<place) else {
      return nil
    }
    let value = place + 1
    place = value
    // A parameter of a path, `/a;jsessionid=b?c`, ends where the query begins.
    let isOfPath = start > 0 && bytes[start - 1] == UInt8(ascii: ";")
    while place < end, isValue(bytes[place]), !isOfPath || bytes[place] != UInt8(ascii: "?") {
      place += 1
    }
    return place > value ? value..<place : nil
  }

  private static func isName(_ byte: UInt8) -> Bool {
    isValue(byte) && byte != UInt8(ascii: "=") && byte != UInt8(ascii: "?")
  }

  /// Whether a byte may stand in the value of a parameter.
  private static func isValue(_ byte: UInt8) -> Bool {
    switch byte {
    case ...0x20, UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "\""):
      false
    default: true
    }
  }

  /// Whether a name is that of a secret.
  static func isSecret(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    names.contains { word in
      guard name.count >= word.count else { return false }
      let start = name.upperBound - word.count
      for index in word.indices where SIPGrammar.lowercase(bytes[start + index]) != word[index] {
        return false
      }
      return true
    }
  }

  /// The password of the user that an authority begins with: `user:password@host`.
  private static func password(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
    var place = start
    var colon: Int?
    var at: Int?
    while place < end, isValue(bytes[place]), bytes[place] != UInt8(ascii: "/"),
      bytes[place] != UInt8(ascii: "?")
    {
      if bytes[place] == UInt8(ascii: ":"), colon == nil { colon = place }
      if bytes[place] == UInt8(ascii: "@") { at = place }
      place += 1
    }
    guard let colon, let at, colon + 1 < at else { return nil }
    return colon + 1..<at
  }

  private static func showing(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Showing {
    switch bytes[line.lowerBound] | 0x20 {
    case UInt8(ascii: "a"), UInt8(ascii: "c"), UInt8(ascii: "p"), UInt8(ascii: "s"),
      UInt8(ascii: "w"), UInt8(ascii: "x"):
      break
    default: return .all
    }
    if schemeHeaders.contains(where: { isNamed(bytes, line, $0) }) { return .scheme }
    return secretHeaders.contains { isNamed(bytes, line, $0) } ? .name : .all
  }

  private static func isNamed(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ name: [UInt8]
  ) -> Bool {
    guard line.count > name.count else { return false }
    for index in name.indices
    where SIPGrammar.lowercase(bytes[line.lowerBound + index]) != name[index] { return false }
    let next = bytes[line.lowerBound + name.count]
    return next == UInt8(ascii: ":") || HTTPGrammar.isBlank(next)
  }

  /// `Authorization: Digest ******`, `Cookie: ******`.
  private static func appendHeader(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ showing: Showing, _ out: inout JSONBuffer
  ) {
    let end = line.upperBound
    var place =
      SIPGrammar.find(UInt8(ascii: ":"), bytes, line.lowerBound, end).map { $0 + 1 } ?? end
    while place < end, HTTPGrammar.isBlank(bytes[place]) { place += 1 }
    var shown = place
    while place < end, (bytes[place] | 0x20) &- 0x61 < 26 { place += 1 }
    // `Basic eG9v` begins with a scheme, `nextnonce="a"` does not.
    if case .scheme = showing, place > shown, place < end, bytes[place] == 0x20 {
      shown = place + 1
    }
    out.append(escaping: bytes, line.lowerBound..<shown)
    out.append(mark)
    var last = end
    while last > shown, HTTPGrammar.isLineEnd(bytes[last - 1]) { last -= 1 }
    out.append(escaping: bytes, last..<end)
  }
}
