import Event

/// Finds keys where AWS's own tools look for them, in their order.
///
/// 1. `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`
/// 2. `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`: a role, for a token of Kubernetes or the like
/// 3. the profile in `~/.aws/credentials` and `~/.aws/config`
/// 4. `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `..._FULL_URI`: what runs the container
/// 5. the instance: version 2 of its metadata service
///
/// A profile's `credential_process`, `sso_...` and `source_profile` are left out: genlog runs no programs,
/// and knows one kind of role. Every call of ``find()`` looks again.
struct AWSKeyChain: Sendable {
  let environment: AWSEnvironment
  /// For a role's token: where it is to be shown.
  let region: String
  let proxy: ProxySettings?

  /// The keys that are found first.
  ///
  /// It waits for replies, a few seconds at most.
  func find() throws(AccessFault) -> AWSKeys {
    if let keys = try variables() { return keys }
    if let file = environment["AWS_WEB_IDENTITY_TOKEN_FILE"] {
      guard let role = environment["AWS_ROLE_ARN"] else {
        throw .final("AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not")
      }
      return try webIdentity(role: role, tokenFile: file, environment["AWS_ROLE_SESSION_NAME"])
    }
    let profile = try AWSProfile(environment)
    if let profile, let keys = try self.keys(of: profile) { return keys }
    if let container = try AWSContainer(environment) { return try container.keys() }
    return try instance(profile)
  }

  private func variables() throws(AccessFault) -> AWSKeys? {
    let id = environment["AWS_ACCESS_KEY_ID"]
    let secret = environment["AWS_SECRET_ACCESS_KEY"]
    if id == nil, secret == nil { return nil }
    guard let id, let secret else {
      throw .final("of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only one is set")
    }
    let token = environment["AWS_SESSION_TOKEN"]
    guard let keys = AWSKeys(id: id, secret: secret, token: token) else {
      throw .final("what AWS_ACCESS_KEY_ID and the others hold are no keys")
    }
    return keys
  }

  private func webIdentity(
    role: String, tokenFile: String, _ session: String?
  ) throws(AccessFault) -> AWSKeys {
    try AWSWebIdentity(
      role: role, tokenFile: tokenFile, session: session ?? "genlog", region: region,
      endpoint: environment["AWS_ENDPOINT_URL_STS"], proxy: proxy
    ).keys()
  }

  private func keys(of profile: AWSProfile) throws(AccessFault) -> AWSKeys? {
    let values = profile.values
    if let role = values["role_arn"], let file = values["web_identity_token_file"] {
      return try webIdentity(role: role, tokenFile: file, values["role_session_name"])
    }
    if let id = values["aws_access_key_id"], let secret = values["aws_secret_access_key"] {
      let token = values["aws_session_token"]
      guard let keys = AWSKeys(id: id, secret: secret, token: token) else {
        throw .final("what the profile \(profile.name) holds are no keys")
      }
      return keys
    }
    let other = ["credential_process", "sso_session", "sso_start_url", "role_arn"]
    if let key = other.first(where: { values[$0] != nil }) {
      throw .final("the profile \(profile.name) gets its keys by \(key), which genlog does not do")
    }
    return nil
  }

  private func instance(_ profile: AWSProfile?) throws(AccessFault) -> AWSKeys {
    let looked = "no keys in AWS_ACCESS_KEY_ID, ~/.aws or the container"
    if environment["AWS_EC2_METADATA_DISABLED"]?.lowercased() == "true" {
      throw .final("\(looked), and AWS_EC2_METADATA_DISABLED is set")
    }
    do throws(AccessFault) {
      return try AWSInstance(environment).keys()
    } catch {
      throw AccessFault(text: "\(looked); \(error.text)", isFinal: error.isFinal)
    }
  }
}

/// What containers and instances are told: the keys of their role.
///
///     {"AccessKeyId":"ASIA...","SecretAccessKey":"...","Token":"...","Expiration":"2026-11-25T20:35:42Z"}
enum AWSRoleReply {
  /// Reads it; nil if it is not like that.
  static func keys(_ reply: Span<UInt8>) -> AWSKeys? {
    guard let id = text("AccessKeyId", in: reply), let secret = text("SecretAccessKey", in: reply),
      let token = text("Token", in: reply), let end = text("Expiration", in: reply),
      let expires = WireTime.timestamp(end)
    else { return nil }
    return AWSKeys(id: id, secret: secret, token: token, expires: expires)
  }

  /// A text of the reply.
  static func text(_ name: String, in reply: Span<UInt8>) -> String? {
    guard let path = FieldPath(name), let value = JSONLookup.value(at: path, in: reply),
      value.kind == .string
    else { return nil }
    return JSONLookup.text(of: value, in: reply)
  }
}
