/// What a client shows to be let in.
///
/// It has no description: no secret is to stand in a message.
package enum Credentials: Sendable, Equatable {
  case none
  /// A user's name and password (RFC 7617).
  case basic(user: String, password: String)
  /// An API key: `id:key`, or that in base64 as Elasticsearch hands it out.
  case apiKey(String)
  /// A token (RFC 6750).
  case bearer(String)

  /// The value of the `Authorization` header; nil for none.
  var authorization: String? {
    switch self {
    case .none: nil
    case .basic(let user, let password): "Basic " + Base64.text("\(user):\(password)")
    case .apiKey(let key): "ApiKey " + (key.contains(":") ? Base64.text(key) : key)
    case .bearer(let token): "Bearer " + token
    }
  }

  /// A server's text without the secrets in it, should one hold up to us what we sent.
  func scrubbed(_ text: String) -> String {
    var secrets = authorization.map { $0.split(separator: " ").suffix(1).map(String.init) } ?? []
    switch self {
    case .none: break
    case .basic(_, let secret), .apiKey(let secret), .bearer(let secret): secrets.append(secret)
    }
    return secrets.filter { !$0.isEmpty }.reduce(text) { $0.replacing($1, with: "***") }
  }
}

/// base64 (RFC 4648 s 4).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text's UTF-8 in base64.
  static func text(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for byte in group { bits = bits << 8 | UInt32(byte) }
      bits <<= UInt32(8 * (3 - group.count))
      for index in 0..<4 {
        let six = Int(bits >> UInt32(18 - 6 * index)) & 0x3F
        out.append(index <= group.count ? alphabet[six] : UInt8(ascii: "="))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
