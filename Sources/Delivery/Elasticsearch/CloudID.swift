/// The Cloud ID by which Elastic Cloud names a deployment.
///
///     production:ZXhhbXBsZS5jb20kYWJjMTIzJGRlZjQ1Ng==
///
/// Behind the last `:` stands, in base64, `host[:port]$elasticsearch[:port]$kibana`.
enum CloudID {
  /// What is not right in a text.
  enum Fault: String, Error {
    case notBase64 = "what stands behind the last : is no base64"
    case noHost = "it names no Elasticsearch"
    case badHost = "it names something that is no host"
  }

  /// What stands in front of it where a destination is named.
  static let mark = "cloud:"

  // Elastic Cloud's, where its id says none.
  private static let defaultPort = "443"

  /// The address of the Elasticsearch of the deployment.
  static func address(_ text: String) throws(Fault) -> ElasticsearchAddress {
    let start = text.lastIndex(of: ":").map { text.index(after: $0) } ?? text.startIndex
    guard let bytes = Base64.bytes(text[start...].utf8) else { throw .notBase64 }
    let parts = String(decoding: bytes, as: UTF8.self)
      .split(separator: "$", omittingEmptySubsequences: false).map { sides($0) }
    guard parts.count >= 2, !parts[0].name.isEmpty, !parts[1].name.isEmpty,
      parts[1].name != "undefined"
    else { throw .noHost }
    let port = parts[1].port ?? parts[0].port ?? defaultPort
    do {
      let host = "\(parts[1].name).\(parts[0].name):\(port)"
      return ElasticsearchAddress(cloudHost: try HostText.host(host[...], defaultPort: nil))
    } catch {
      throw .badHost
    }
  }

  private static func sides(_ text: Substring) -> (name: Substring, port: String?) {
    guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
    return (text[..<colon], String(text[text.index(after: colon)...]))
  }
}
