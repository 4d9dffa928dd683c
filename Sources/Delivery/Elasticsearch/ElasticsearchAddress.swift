/// Where an Elasticsearch or OpenSearch is, as `--to` names it.
///
///     https://es-1:9200,es-2:9200/logs-%{event.dataset}-default
///     http://user:password@proxy.example.com:80/elastic/
///
/// What stands behind the last `/` is the index, what stands before it a path that all requests begin with.
package struct ElasticsearchAddress: Sendable, Equatable {
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

  private static let schemes = ["http", "https"]

  /// What Elasticsearch, OpenSearch and their shippers use where nothing is said; Amazon's hosts that of
  /// the scheme.
  private static func defaultPort(of host: Substring, _ scheme: String) -> UInt16 {
    if AWSScope(host: String(host)) == nil { return 9200 }
    return scheme == "https" ? 443 : 80
  }

  /// Whether the text is of this kind: `http://` or `https://` in front.
  static func recognises(_ text: String) -> Bool {
    ServerURL.scheme(of: text, among: schemes) != nil
  }

  /// Reads the text.
  init(parsing text: String) throws(ServerURL.Fault) {
    let url = try ServerURL(
      parsing: text, schemes: ElasticsearchAddress.schemes,
      defaultPort: ElasticsearchAddress.defaultPort)
    hosts = url.hosts.map { "\(url.scheme)://\($0)" }
    (user, password) = (url.user, url.password)
    let slash = url.path.lastIndex(of: "/") ?? url.path.startIndex
    // As libcurl would send it: what is signed must not change on the way.
    prefix = PercentText.visible(url.path[..<slash].utf8)
    let index = PercentText.decoded(url.path[slash...].dropFirst(), unless: "%{")
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
}
