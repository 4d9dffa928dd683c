import Delivery

/// The parts of a URL that names an output: `scheme://user:password@host:port/path?name=value`.
struct AlertURL {
  let scheme: String
  let user: String?
  let password: String?
  /// The host without its port, an IPv6 address without brackets.
  let host: String
  let port: UInt16?
  /// From the `/` on, with the query.
  let target: String
  /// The query's values by name, decoded.
  let query: [String: String]

  /// The host and its port as they stand in a URL.
  var authority: String {
    (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
  }

  /// Reads a text; nil where it is no such URL, or its port is none.
  init?(_ text: String) {
    guard let mark = text.firstRange(of: "://") else { return nil }
    scheme = text[..<mark.lowerBound].lowercased()
    var rest = text[mark.upperBound...]
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    let tail = rest[end...]
    target = tail.isEmpty ? "/" : tail.hasPrefix("?") ? "/\(tail)" : String(tail)
    rest = rest[..<end]
    if let at = rest.lastIndex(of: "@") {
      let login = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      user = PercentText.decoded(login[0])
      password = login.count > 1 ? PercentText.decoded(login[1]) : nil
      rest = rest[rest.index(after: at)...]
    } else {
      (user, password) = (nil, nil)
    }
    guard let (host, port) = Self.host(rest) else { return nil }
    (self.host, self.port) = (host, port)
    var query: [String: String] = [:]
    for pair in (tail.split(separator: "?", maxSplits: 1).last ?? "").split(separator: "&")
    where tail.contains("?") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      query[String(parts[0])] = parts.count > 1 ? PercentText.decoded(parts[1]) : ""
    }
    self.query = query
  }

  private static func host(_ text: Substring) -> (String, UInt16?)? {
    var name = text
    var port: Substring?
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      name = text[text.index(after: text.startIndex)..<end]
      let rest = text[text.index(after: end)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
      port = rest.isEmpty ? nil : rest.dropFirst()
    } else if let colon = text.lastIndex(of: ":") {
      name = text[..<colon]
      port = text[text.index(after: colon)...]
    }
    guard let port else { return (String(name), nil) }
    guard let number = UInt16(port), number > 0 else { return nil }
    return (String(name), number)
  }
}
