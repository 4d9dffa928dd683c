/// Where a Logstash is, as `--to` names it, and by which of its inputs it takes events.
///
///     lumberjack://logstash-1:5044,logstash-2:5044      the beats input
///     lumberjacks://logstash.example.com                the same over TLS
///     logstash+https://user:password@logstash:8080/     the http input
package struct LogstashAddress: Sendable, Equatable {
  /// How events are handed over.
  package enum Input: Sendable, Equatable {
    /// By the Lumberjack protocol, version 2, as Beats do.
    case beats
    /// By requests to this path.
    case http(path: String)
  }

  /// What takes the events.
  package let input: Input
  /// The URLs of the hosts: `lumberjacks://logstash:5044` for the beats input, `https://logstash:8080`.
  let hosts: [String]
  /// What messages call it: the hosts, without secrets.
  package let name: String
  /// The user; nil where it is not named.
  package let user: String?
  /// The password; nil where it is not named.
  package let password: String?

  /// Whether what is sent to it is encrypted.
  package var isEncrypted: Bool {
    hosts.allSatisfy { $0.hasPrefix("https:") || $0.hasPrefix("lumberjacks:") }
  }

  /// What libcurl is told to connect to the hosts.
  var connectionURLs: [String] { hosts.map(LogstashAddress.connectionURL) }

  private static let schemes = ["lumberjack", "lumberjacks", "logstash+http", "logstash+https"]

  /// What libcurl is told to connect to a host of the beats input: `https` for TLS, `http` without it.
  static func connectionURL(_ host: String) -> String {
    host.replacing("lumberjack", with: "http", maxReplacements: 1)
  }

  /// Whether the text is of this kind.
  static func recognises(_ text: String) -> Bool {
    ServerURL.scheme(of: text, among: schemes) != nil
  }

  /// Reads the text; ports are by default those of the inputs' documentation.
  init(parsing text: String) throws(ServerURL.Fault) {
    let isBeats = text.lowercased().hasPrefix("lumberjack")
    let url = try ServerURL(parsing: text, schemes: LogstashAddress.schemes) { _, _ in
      isBeats ? 5044 : 8080
    }
    if isBeats, !["", "/"].contains(url.path) { throw .path }
    if isBeats, url.user != nil { throw .login }
    // As libcurl would send it.
    let path = url.path.isEmpty ? "/" : PercentText.visible(url.path.utf8)
    input = isBeats ? .beats : .http(path: path)
    hosts = url.hosts.map { "\(url.scheme.replacing("logstash+", with: ""))://\($0)" }
    name = url.hosts.map { "\(url.scheme)://\($0)" }.joined(separator: ",")
    (user, password) = (url.user, url.password)
  }
}
