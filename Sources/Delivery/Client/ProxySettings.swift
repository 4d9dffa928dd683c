/// A proxy that requests go through.
///
/// It has no description: no secret is to stand in a message.
package struct ProxySettings: Sendable, Equatable {
  /// What is not right in a text.
  package enum Fault: String, Error {
    case badScheme = "is no http://, https://, socks5:// or socks5h:// URL"
    case badHost = "has no host, or one that is no name or address"
    case badPort = "has no port from 1 to 65535"
    case path = "has something behind the host"
  }

  /// Without user or password: `http://proxy.example.com:3128`.
  package let url: String
  package let user: String?
  package var password: String?

  /// What curl, and with it this program, would take where no port is said, is hardly ever meant.
  private static let schemes = ["http", "https", "socks5", "socks5h"]

  /// Reads `scheme://user:password@host:port`; of `socks5h` the proxy looks up names too.
  package init(parsing text: String) throws(Fault) {
    guard let mark = text.firstRange(of: "://"),
      let scheme = ProxySettings.schemes.first(where: {
        $0 == text[..<mark.lowerBound].lowercased()
      })
    else { throw .badScheme }
    var rest = text[mark.upperBound...]
    if rest.hasSuffix("/") { rest.removeLast() }
    if let end = rest.lastIndex(of: "@") {
      let login = rest[..<end].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      user = PercentText.decoded(login[0])
      password = login.count > 1 ? PercentText.decoded(login[1]) : nil
      rest = rest[rest.index(after: end)...]
    } else {
      (user, password) = (nil, nil)
    }
    if rest.contains(where: { "/?#".contains($0) }) { throw .path }
    do {
      url = scheme + "://" + (try HostText.host(rest, defaultPort: nil))
    } catch {
      throw error == .badPort ? .badPort : .badHost
    }
  }
}
