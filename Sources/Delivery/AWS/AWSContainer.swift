/// What gives a container of ECS or EKS the keys of its role.
struct AWSContainer: Sendable {
  private let url: String
  private let token: String?
  private let tokenFile: String?

  /// Amazon's own, for the paths that it sets; and those that may be asked without TLS besides.
  private static let agent = "http://169.254.170.2"
  private static let plainHosts = [
    "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost", "[::1]",
  ]

  /// What the environment says; nil if nothing.
  ///
  /// - Throws: for a URL of another host without TLS: the token would be readable on its way there.
  init?(_ environment: AWSEnvironment) throws(AccessFault) {
    if let path = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
      url = AWSContainer.agent + (path.hasPrefix("/") ? "" : "/") + path
    } else if let text = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] {
      url = text
    } else {
      return nil
    }
    token = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
    tokenFile = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"]
    guard HeaderText.isWord(url), AWSContainer.isAllowed(url) else {
      throw .final(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI is no https URL, and none of this machine or of AWS")
    }
  }

  /// Asks for the keys.
  func keys() throws(AccessFault) -> AWSKeys {
    let client = try AWSServiceClient(
      name: "the container's credential service", isExpected: true, proxy: nil)
    var headers = [HTTPHeader(name: "Accept", value: "application/json")]
    let token = try currentToken()
    if let token {
      headers.append(HTTPHeader(name: "Authorization", value: token))
    }
    let reply = try client.send("GET", url, headers, secret: token ?? "")
    guard let keys = AWSRoleReply.keys(reply.span) else {
      throw .passing("\(client.name) gave an unreadable reply")
    }
    return keys
  }

  /// The token, read anew from its file: it is changed every few hours.
  private func currentToken() throws(AccessFault) -> String? {
    guard let tokenFile else {
      guard let token else { return nil }
      // Basic and others have a space in it.
      if HeaderText.isWord(token.replacing(" ", with: "")) { return token }
      throw .final("AWS_CONTAINER_AUTHORIZATION_TOKEN is no token")
    }
    return try AWSToken.read(tokenFile)
  }

  /// Whether secrets may go to the URL: over TLS to any host, else to this machine and to AWS's own.
  static func isAllowed(_ url: String) -> Bool {
    let parts = URLParts(url)
    if parts.scheme == "https" { return !parts.host.contains("@") }
    guard parts.scheme == "http" else { return false }
    let end = parts.host.hasPrefix("[") ? parts.host.lastIndex(of: "]") : nil
    let port = parts.host[(end ?? parts.host.startIndex)...].firstIndex(of: ":")
    let name = String(parts.host[..<(port ?? parts.host.endIndex)])
    return plainHosts.contains(name) || isLoopback(name)
  }

  /// Whether it is an address 127.x.y.z, and no name that begins like one.
  private static func isLoopback(_ name: String) -> Bool {
    let numbers = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
  }
}

/// Tokens in files, which who wrote them changes from time to time.
enum AWSToken {
  /// The text of the file, without the end of the line.
  static func read(_ path: String) throws(AccessFault) -> String {
    let bytes: [UInt8]
    do throws(SmallFile.Fault) {
      bytes = try SmallFile.read(path, limit: 1 << 16)
    } catch {
      // It may be being replaced.
      throw .passing("\(path): \(error.reason)")
    }
    let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }
    guard HeaderText.isWord(text) else { throw .passing("\(path): holds no token") }
    return text
  }
}
