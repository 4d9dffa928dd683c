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
  /// A signature of each request, by keys that AWS's own tools use.
  case aws(AWSScope)

  /// The value of the `Authorization` header; nil for none, and where it depends on the request.
  var authorization: String? {
    switch self {
    case .none, .aws: nil
    case .basic(let user, let password): "Basic " + Base64.text("\(user):\(password)")
    case .apiKey(let key): "ApiKey " + (key.contains(":") ? Base64.text(key) : key)
    case .bearer(let token): "Bearer " + token
    }
  }

  /// What no message is to show.
  var secrets: Secrets {
    var secrets = Secrets()
    secrets.add(authorization?.split(separator: " ").last.map(String.init))
    switch self {
    case .none, .aws: break
    case .basic(_, let secret), .apiKey(let secret), .bearer(let secret): secrets.add(secret)
    }
    return secrets
  }
}
