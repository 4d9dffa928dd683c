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

  /// What messages call it: the hosts, without secrets.
  package var name: String { hosts.joined(separator: ",") }

  // What Elasticsearch, OpenSearch and their shippers use where nothing is said.
  private static let defaultPort = "9200"

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
      hosts.append(scheme + "://" + (try ElasticsearchAddress.host(host)))
    }
    self.hosts = hosts
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    prefix = String(path[..<slash])
    let index = PercentText.decoded(path[slash...].dropFirst(), unless: "%{")
    self.index = index.isEmpty ? nil : index
  }

  private static func scheme(of text: String) -> String? {
    ["http", "https"].first { text.lowercased().hasPrefix($0 + "://") }
  }

  /// The host with its port: `es-1`, `es-1:9201`, `[2001:db8::1]:9200`.
  private static func host(_ text: Substring) throws(Fault) -> String {
    if text.isEmpty { throw .noHost }
    var name = text
    var port = defaultPort[...]
    let afterBracket = text.hasPrefix("[") ? text.lastIndex(of: "]") : text.startIndex
    guard let afterBracket else { throw .badHost }
    if let colon = text[afterBracket...].lastIndex(of: ":") {
      name = text[..<colon]
      port = text[text.index(after: colon)...]
    }
    guard let number = UInt16(port), number > 0 else { throw .badPort }
    let isName = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        true
      case UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
        name.hasPrefix("[") && name.hasSuffix("]")
      default: false
      }
    }
    guard isName, !name.isEmpty, name != "[]" else { throw .badHost }
    return "\(name):\(number)"
  }
}

/// Texts in which `%41` stands for `A` (RFC 3986 s 2.1).
enum PercentText {
  /// The text that is meant; what is no escape stays, and all of it where `mark` stands in it.
  static func decoded(_ text: Substring, unless mark: String = "\0") -> String {
    if text.contains(mark) { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy(isHexDigit),
        let value = UInt8(Substring(digits), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
