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

  /// What messages call it: the hosts, without secrets.
  package var name: String { hosts.joined(separator: ",") }

  private static let schemes = ["http", "https"]

  /// Whether the text is of this kind: `http://` or `https://` in front.
  static func recognises(_ text: String) -> Bool {
    ServerURL.scheme(of: text, among: schemes) != nil
  }

  /// Reads the text; 9200 is what Elasticsearch, OpenSearch and their shippers use where no port is said.
  init(parsing text: String) throws(ServerURL.Fault) {
    let url = try ServerURL(
      parsing: text, schemes: ElasticsearchAddress.schemes, defaultPort: 9200)
    hosts = url.hosts.map { "\(url.scheme)://\($0)" }
    (user, password) = (url.user, url.password)
    let slash = url.path.lastIndex(of: "/") ?? url.path.startIndex
    prefix = String(url.path[..<slash])
    let index = PercentText.decoded(url.path[slash...].dropFirst(), unless: "%{")
    self.index = index.isEmpty ? nil : index
  }
}
