/// The metadata service of an EC2 instance, version 2: it gives the keys of the instance's role to whom has
/// asked for a token before, which a request smuggled through a proxy cannot.
struct AWSInstance: Sendable {
  private let endpoint: String

  private static let roles = "/latest/meta-data/iam/security-credentials/"

  /// Where it is: at an address of its own, unless the environment names another.
  init(_ environment: AWSEnvironment) throws(AccessFault) {
    let isIPv6 = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"]?.lowercased() == "ipv6"
    let usual = isIPv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
    var text = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? usual
    while text.hasSuffix("/") { text.removeLast() }
    guard HeaderText.isWord(text), ["http", "https"].contains(URLParts(text).scheme) else {
      throw .final("AWS_EC2_METADATA_SERVICE_ENDPOINT is no URL")
    }
    endpoint = text
  }

  /// Asks for the keys.
  func keys() throws(AccessFault) -> AWSKeys {
    let client = try AWSServiceClient(
      name: "the instance's metadata service", isExpected: false, proxy: nil)
    let token = try text(
      try client.send(
        "PUT", endpoint + "/latest/api/token",
        [HTTPHeader(name: "X-aws-ec2-metadata-token-ttl-seconds", value: "300")]))
    let shown = [HTTPHeader(name: "X-aws-ec2-metadata-token", value: token)]
    let role = try text(try client.send("GET", endpoint + AWSInstance.roles, shown))
    let path = AWSInstance.roles + PercentText.encoded(role.utf8)
    let reply = try client.send("GET", endpoint + path, shown)
    guard let keys = AWSRoleReply.keys(reply.span) else {
      // `Code` says why there are none, as AssumeRoleUnauthorizedAccess.
      let code = AWSRoleReply.text("Code", in: reply.span) ?? "unreadable"
      throw .passing("\(client.name) has no keys for the instance's role: \(code.prefix(100))")
    }
    return keys
  }

  /// The first line of a reply, which is one word.
  private func text(_ reply: [UInt8]) throws(AccessFault) -> String {
    let line = String(decoding: reply.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    guard HeaderText.isWord(line), line.utf8.count <= 4096 else {
      throw .passing("the instance's metadata service gave an unreadable reply")
    }
    return line
  }
}
