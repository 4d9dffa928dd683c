/// The URL of one host or several: `scheme://user:password@host:port,host:port/path`.
struct ServerURL {
  /// What is not right in a text.
  enum Fault: String, Error {
    case noHost = "a host is missing in the URL"
    case badHost = "a host of the URL is no name or address"
    case badPort = "a port of the URL is not a number from 1 to 65535"
    case query = "the URL has a ? or # in it"
    case login = "the URL has a user, for which the Lumberjack protocol has no place"
    case path = "the URL has a path, which has no meaning for it"
  }

  /// The scheme, in lower case.
  let scheme: String
  /// The hosts with their ports: `es-1:9200`, `[2001:db8::1]:9200`.
  let hosts: [String]
  /// What stands behind the hosts, from the `/` on; empty for nothing.
  let path: String
  /// The user; nil where it is not named.
  let user: String?
  /// The password; nil where it is not named.
  let password: String?

  /// The scheme of the text, if it is one of `schemes`.
  static func scheme(of text: String, among schemes: [String]) -> String? {
    schemes.first { text.lowercased().hasPrefix($0 + "://") }
  }

  /// Reads the text.
  ///
  /// - Parameter defaultPort: the port of a host that has none, by its name and the scheme.
  init(
    parsing text: String, schemes: [String],
    defaultPort: (_ host: Substring, _ scheme: String) -> UInt16
  ) throws(Fault) {
    guard let scheme = ServerURL.scheme(of: text, among: schemes) else { throw .noHost }
    self.scheme = scheme
    var rest = text.dropFirst(scheme.count + 3)
    if rest.contains("?") || rest.contains("#") { throw .query }
    if let slash = rest.firstIndex(of: "/") {
      path = String(rest[slash...])
      rest = rest[..<slash]
    } else {
      path = ""
    }
    if let end = rest.lastIndex(of: "@") {
      let login = rest[..<end].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      user = PercentText.decoded(login[0])
      password = login.count > 1 ? PercentText.decoded(login[1]) : nil
      rest = rest[rest.index(after: end)...]
    } else {
      (user, password) = (nil, nil)
    }
    var hosts: [String] = []
    for host in rest.split(separator: ",", omittingEmptySubsequences: false) {
      hosts.append(try HostText.host(host, defaultPort: defaultPort(host, scheme)))
    }
    self.hosts = hosts
  }
}
