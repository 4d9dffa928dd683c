/// What signs requests: keys of a user, or of a role for some hours.
///
/// It has no description: no secret is to stand in a message.
struct AWSKeys: Sendable, Equatable {
  /// The id of the key, which is no secret.
  let id: String
  let secret: String
  /// Goes with the keys of a role.
  let token: String?
  /// When they end, in seconds since 1970; nil if never.
  let expires: Int64?

  /// Makes keys; nil if one is empty or could not stand in the head of a request.
  init?(id: String, secret: String, token: String?, expires: Int64? = nil) {
    let token = token?.isEmpty == false ? token : nil
    let texts = [id, secret] + (token.map { [$0] } ?? [])
    guard texts.allSatisfy(HeaderText.isWord) else { return nil }
    self.id = id
    self.secret = secret
    self.token = token
    self.expires = expires
  }
}

/// Texts from outside that are to stand in the head of a request.
enum HeaderText {
  /// Whether it is one word of visible ASCII: nothing that could end a line or begin another.
  static func isWord(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
