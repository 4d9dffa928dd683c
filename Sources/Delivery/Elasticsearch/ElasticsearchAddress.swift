/// Where an Elasticsearch or OpenSearch is, as `--to` names it.
///
///     https://es-1:9200,es-2:9200/logs-%{event.dataset}-default
///     http://user:password@proxy.example.com:80/elastic/
///
/// What stands behind the last `/` is the index, what stands before it a path that all requests begin with.
package struct ElasticsearchAddress: Sendable, Equatable {
  /// What is not right in a text.
  enum Fault: String, Error {
    case noHost = "a host is missing in the URL"
    case badHost = "a host of the URL is no name or address"
    case badPort = "a port of the URL is not a number from 1 to 65535"
    case query = "the URL has a ? or # in it"
  }

  /// The URLs of the hosts, without path, user or password: `https://es-1:9200`.
  package let hosts: [String]
  /// The path before the index, with a `/` in front; empty for none.
  package let prefix: String
  /// The index, or the template of one; nil where it is not named.
  package let index: String?
  /// The user; nil where it is not named.
  package let user: String?
  /// The password; nil where it is not named.
  package let password: String?
  /// Whether it is a deployment of Elastic Cloud, named by its Cloud ID.
  package let isCloud: Bool

  /// What messages call it: the hosts, without secrets.
  package var name: String { hosts.joined(separator: ",") }

  /// What Elasticsearch, OpenSearch and their shippers use where nothing is said; Amazon's hosts that of
  /// the scheme.
  private static func defaultPort(of host: Substring, _ scheme: String) -> String {
    if AWSScope(host: String(host)) == nil { return "9200" }
    return scheme == "https" ? "443" : "80"
  }

  /// Whether the text is of this kind: `http://` or `https://` in front.
  static func recognises(_ text: String) -> Bool {
    scheme(of: text) != nil
  }

  /// Reads the text.
  init(parsing text: String) throws(Fault) {
    guard let scheme = ElasticsearchAddress.scheme(of: text) else { throw .noHost }
    var rest = text.dropFirst(scheme.count + 3)
    if rest.contains("?") || rest.contains("#") { throw .query }
    var path: Substring = ""
    if let slash = rest.firstIndex(of: "/") {
      path = rest[slash...]
      rest = rest[..<slash]
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
      let port = ElasticsearchAddress.defaultPort(of: host, scheme)
      hosts.append(scheme + "://" + (try HostText.host(host, defaultPort: port)))
    }
    self.hosts = hosts
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    // As libcurl would send it: what is signed must not change on the way.
    prefix = PercentText.visible(path[..<slash].utf8)
    let index = PercentText.decoded(path[slash...].dropFirst(), unless: "%{")
    self.index = index.isEmpty ? nil : index
    isCloud = false
  }

  /// The address of a deployment of Elastic Cloud.
  init(cloudHost: String) {
    hosts = ["https://" + cloudHost]
    prefix = ""
    (index, user, password) = (nil, nil, nil)
    isCloud = true
  }

  /// The names of the hosts, without ports.
  var hostNames: [String] {
    hosts.map { url in
      let host = URLParts(url).host
      let end = host.lastIndex(of: "]") ?? host.startIndex
      return String(host[..<(host[end...].lastIndex(of: ":") ?? host.endIndex)])
    }
  }

  private static func scheme(of text: String) -> String? {
    ["http", "https"].first { text.lowercased().hasPrefix($0 + "://") }
  }
}
