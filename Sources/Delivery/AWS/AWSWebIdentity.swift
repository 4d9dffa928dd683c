/// A role that is given for a token of somebody whom AWS trusts, such as a Kubernetes cluster: AWS's service
/// STS, `AssumeRoleWithWebIdentity`.
struct AWSWebIdentity: Sendable {
  let role: String
  let tokenFile: String
  /// What AWS's records call whoever has the role.
  let session: String
  let region: String
  /// Where STS is; nil for the region's own.
  let endpoint: String?
  let proxy: ProxySettings?

  /// Asks for the keys of the role.
  func keys() throws(AccessFault) -> AWSKeys {
    let client = try AWSServiceClient(name: "AWS STS", isExpected: true, proxy: proxy)
    let token = try AWSToken.read(tokenFile)
    let form = [
      ("Action", "AssumeRoleWithWebIdentity"), ("Version", "2011-06-15"), ("RoleArn", role),
      ("RoleSessionName", session), ("WebIdentityToken", token),
    ].map { "\($0)=\(PercentText.encoded($1.utf8))" }.joined(separator: "&")
    let reply = try client.send(
      "POST", try url(),
      [HTTPHeader(name: "Content-Type", value: "application/x-www-form-urlencoded")],
      body: Array(form.utf8), secret: token)
    guard let id = XMLText.first("AccessKeyId", in: reply),
      let secret = XMLText.first("SecretAccessKey", in: reply),
      let session = XMLText.first("SessionToken", in: reply),
      let end = XMLText.first("Expiration", in: reply), let expires = WireTime.timestamp(end),
      let keys = AWSKeys(id: id, secret: secret, token: session, expires: expires)
    else { throw .passing("AWS STS gave an unreadable reply") }
    return keys
  }

  private func url() throws(AccessFault) -> String {
    guard let endpoint else {
      let domain = region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
      return "https://sts.\(region).\(domain)/"
    }
    guard HeaderText.isWord(endpoint), ["http", "https"].contains(URLParts(endpoint).scheme) else {
      throw .final("AWS_ENDPOINT_URL_STS is no URL")
    }
    return endpoint
  }
}

/// Values in the simple XML that STS answers with.
enum XMLText {
  /// What stands between the first `<name>` and `</name>`; nil if there is none, or markup in it.
  static func first(_ name: String, in bytes: [UInt8]) -> String? {
    guard let start = bytes.firstRange(of: Array("<\(name)>".utf8)) else { return nil }
    let rest = bytes[start.upperBound...]
    guard let end = rest.firstIndex(of: UInt8(ascii: "<")),
      rest[end...].starts(with: "</\(name)>".utf8)
    else { return nil }
    let text = String(decoding: rest[..<end], as: UTF8.self)
    let entities = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
    ]
    return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}
