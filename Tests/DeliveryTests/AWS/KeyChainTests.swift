import Foundation
import Synchronization
import TestServers
import Testing

@testable import Delivery

@Suite("AWS keys")
struct KeyChainTests {
  /// A home directory, and the variables of an environment.
  private struct Home {
    let path = NSTemporaryDirectory() + "genlog-aws-" + UUID().uuidString

    init() throws {
      try FileManager.default.createDirectory(
        atPath: path + "/.aws", withIntermediateDirectories: true)
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
      try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
      return "\(path)/\(name)"
    }

    func environment(_ values: [String: String]) -> AWSEnvironment {
      let all = values.merging(["HOME": path]) { own, _ in own }
      return AWSEnvironment { all[$0] }
    }

    func keys(_ values: [String: String]) throws -> AWSKeys {
      try AWSKeyChain(environment: environment(values), region: "eu-west-1", proxy: nil).find()
    }

    func fault(_ values: [String: String]) -> AccessFault? {
      #expect(throws: AccessFault.self) { try keys(values) }
    }
  }

  /// Nothing answers there.
  private static let nowhere = ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:9"]
  private static let reply = """
    {"Code":"Success","AccessKeyId":"ASIA1","SecretAccessKey":"s3cr/t+","Token":"t0k/n==",
     "Expiration":"2026-11-25T20:35:42Z"}
    """
  private static let fetched = AWSKeys(
    id: "ASIA1", secret: "s3cr/t+", token: "t0k/n==", expires: 1_795_638_942)

  // MARK: - Variables and files

  @Test("variables come first")
  func variables() throws {
    let home = try Home()
    try home.write(".aws/credentials", "[default]\naws_access_key_id=B\naws_secret_access_key=b\n")
    let values = [
      "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "a", "AWS_SESSION_TOKEN": "t",
      "AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere", "AWS_ROLE_ARN": "arn",
    ]
    #expect(try home.keys(values) == AWSKeys(id: "A", secret: "a", token: "t"))
  }

  @Test(
    "variables that are no keys are an error, and no reason to look elsewhere",
    arguments: [
      (
        ["AWS_ACCESS_KEY_ID": "A"],
        "of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only one is set"
      ),
      (
        ["AWS_ACCESS_KEY_ID": "A\r\nX-Evil: 1", "AWS_SECRET_ACCESS_KEY": "a"],
        "what AWS_ACCESS_KEY_ID and the others hold are no keys"
      ),
      (
        ["AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere"],
        "AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not"
      ),
      (["AWS_PROFILE": "none"], "AWS_PROFILE names the profile none, which no file has"),
      (
        ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://192.0.2.1/keys"],
        "AWS_CONTAINER_CREDENTIALS_FULL_URI is no https URL, and none of this machine or of AWS"
      ),
      (
        ["AWS_EC2_METADATA_DISABLED": "true"],
        "no keys in AWS_ACCESS_KEY_ID, ~/.aws or the container, and AWS_EC2_METADATA_DISABLED is set"
      ),
    ] as [([String: String], String)])
  func wrong(values: [String: String], text: String) throws {
    let home = try Home()
    let all = values.merging(KeyChainTests.nowhere) { own, _ in own }
    #expect(home.fault(all) == .final(text))
  }

  @Test("a profile is what both files say, comments and settings of other services left out")
  func profiles() throws {
    let home = try Home()
    try home.write(
      ".aws/config",
      """
      # comment
      [default]
      region = us-east-1
      [profile logs]
      region=eu-central-1
      s3 =
        aws_access_key_id = WRONG
      [profile "with space"]
      region = a
      """)
    try home.write(
      ".aws/credentials",
      "[logs]\r\nAWS_ACCESS_KEY_ID = B\r\naws_secret_access_key = b=/+\r\n\r\n[other]\r\n")
    let logs = ["AWS_PROFILE": "logs"]
    #expect(try home.keys(logs) == AWSKeys(id: "B", secret: "b=/+", token: nil))
    #expect(try home.environment(logs).region() == "eu-central-1")
    #expect(try home.environment([:]).region() == "us-east-1")
    #expect(try home.environment(["AWS_PROFILE": "with space"]).region() == "a")
    #expect(try home.environment(["AWS_REGION": "x"]).region() == "x")
    let moved = try home.write(
      "elsewhere", "[default]\naws_access_key_id=C\naws_secret_access_key=c")
    let values = ["AWS_SHARED_CREDENTIALS_FILE": moved]
    #expect(try home.keys(values) == AWSKeys(id: "C", secret: "c", token: nil))
  }

  @Test("a profile that gets its keys in a way that genlog does not do says so")
  func otherProfiles() throws {
    let home = try Home()
    try home.write(".aws/config", "[default]\ncredential_process = /bin/keys\n")
    #expect(
      home.fault([:])
        == .final(
          "the profile default gets its keys by credential_process, which genlog does not do"))
  }

  // MARK: - Services

  @Test("an instance gives the keys of its role to whom has a token")
  func instance() throws {
    let seen = Mutex<[String]>([])
    let server = HTTPServer { request in
      seen.withLock { $0.append("\(request.method) \(request.target)") }
      if request.method == "PUT" {
        let ttl = request.headers["x-aws-ec2-metadata-token-ttl-seconds"]
        return ttl == "300" ? .answer(200, "token-1") : .answer(400, "")
      }
      guard request.headers["x-aws-ec2-metadata-token"] == "token-1" else {
        return .answer(401, "")
      }
      let isList = request.target.hasSuffix("/")
      return .answer(200, isList ? "log+shipper\n" : KeyChainTests.reply)
    }
    defer { server.stop() }
    let values = ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:\(server.port)/"]
    #expect(try Home().keys(values) == KeyChainTests.fetched)
    #expect(
      seen.withLock { $0 } == [
        "PUT /latest/api/token", "GET /latest/meta-data/iam/security-credentials/",
        "GET /latest/meta-data/iam/security-credentials/log%2Bshipper",
      ])
  }

  @Test(
    "an instance without keys is told from one that has them later",
    arguments: [
      (HTTPReply.answer(403, ""), "answers with status 403", true),
      (.answer(503, ""), "answers with status 503", false),
      (
        .answer(302, "", headers: ["Location": "http://192.0.2.1/"]), "answers with status 302",
        true
      ),
      (.hangUp, "does not answer: ", true),
      (.answer(200, "a b"), "gave an unreadable reply", false),
      (.answer(200, "x"), "has no keys for the instance's role: unreadable", false),
      (
        .answer(200, #"{"Code":"AssumeRoleUnauthorizedAccess"}"#),
        "has no keys for the instance's role: AssumeRoleUnauthorizedAccess", false
      ),
      (.answer(200, String(repeating: "x", count: 100_000)), "does not answer: ", true),
    ] as [(HTTPReply, String, Bool)])
  func badInstance(reply: HTTPReply, text: String, isFinal: Bool) throws {
    let server = HTTPServer { request in
      if case .answer(_, let body, _) = reply, body.hasPrefix("{"), !request.target.hasSuffix("/x")
      {
        return .answer(200, "x")
      }
      return reply
    }
    defer { server.stop() }
    let fault = try Home().fault(
      ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:\(server.port)"])
    #expect(
      fault?.text.contains("the instance's metadata service \(text)") == true,
      "\(fault?.text ?? "")")
    #expect(fault?.isFinal == isFinal)
  }

  @Test("a container gets the keys of its role for a token, which is read anew each time")
  func container() throws {
    let seen = Mutex<[String?]>([])
    let server = HTTPServer { request in
      seen.withLock { $0.append(request.headers["authorization"]) }
      return request.target == "/v2/keys" ? .answer(200, KeyChainTests.reply) : .answer(404, "")
    }
    defer { server.stop() }
    let home = try Home()
    let url = "http://127.0.0.1:\(server.port)/v2/keys"
    var values = [
      "AWS_CONTAINER_CREDENTIALS_FULL_URI": url, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Basic abc",
    ]
    #expect(try home.keys(values) == KeyChainTests.fetched)
    let file = try home.write("token", "first\n")
    values["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = file
    #expect(try home.keys(values) == KeyChainTests.fetched)
    try home.write("token", "second")
    #expect(try home.keys(values) == KeyChainTests.fetched)
    #expect(seen.withLock { $0 } == ["Basic abc", "first", "second"])
    try home.write("token", "evil\r\nX: y z")
    #expect(home.fault(values) == .passing("\(file): holds no token"))
  }

  @Test(
    "a container's keys are asked for over TLS, or of this machine and of AWS",
    arguments: [
      ("https://keys.example.com/x", true), ("http://127.0.0.1:80/x", true),
      ("http://127.1.2.3/x", true), ("http://[::1]:8080/x", true), ("http://localhost/", true),
      ("http://169.254.170.23/v1", true), ("http://[fd00:ec2::23]/v1", true),
      ("http://127.0.0.1.example.com/", false), ("http://127.0.0.1@example.com/", false),
      ("http://localhost.example.com/", false), ("http://169.254.169.254/", false),
      ("ftp://127.0.0.1/", false), ("127.0.0.1", false), ("http://127.0.0/", false),
      ("https://a@b/", false),
    ])
  func containerHosts(url: String, isAllowed: Bool) {
    #expect(AWSContainer.isAllowed(url) == isAllowed)
  }

  @Test("a role is given for a web identity's token")
  func webIdentity() throws {
    let seen = Mutex<[String]>([])
    let server = HTTPServer { request in
      seen.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
      return .answer(
        200,
        """
        <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleWithWebIdentityResult><Credentials>
            <AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s3cr/t+</SecretAccessKey>
            <SessionToken>t0k/n==</SessionToken><Expiration>2026-11-25T20:35:42Z</Expiration>
          </Credentials></AssumeRoleWithWebIdentityResult>
        </AssumeRoleWithWebIdentityResponse>
        """)
    }
    defer { server.stop() }
    let home = try Home()
    let token = try home.write("token", "ey.J&x\n")
    let role = "arn:aws:iam::123456789012:role/logs"
    let sts = ["AWS_ENDPOINT_URL_STS": "http://127.0.0.1:\(server.port)"]
    let values = ["AWS_WEB_IDENTITY_TOKEN_FILE": token, "AWS_ROLE_ARN": role]
    #expect(try home.keys(values.merging(sts) { $1 }) == KeyChainTests.fetched)
    try home.write(
      ".aws/config", "[default]\nrole_arn=\(role)\nweb_identity_token_file=\(token)\n")
    #expect(try home.keys(sts) == KeyChainTests.fetched)
    let form =
      "Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
      + "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Flogs&RoleSessionName=genlog"
      + "&WebIdentityToken=ey.J%26x"
    #expect(seen.withLock { $0 } == [form, form])
  }

  @Test("a role that is refused says why, without the token")
  func refusedRole() throws {
    let server = HTTPServer { _ in
      .answer(
        400, "<Error><Code>InvalidIdentityToken</Code><Message>no: s3cret.jwt</Message></Error>")
    }
    defer { server.stop() }
    let home = try Home()
    let values = [
      "AWS_WEB_IDENTITY_TOKEN_FILE": try home.write("token", "s3cret.jwt"), "AWS_ROLE_ARN": "arn",
      "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:\(server.port)",
    ]
    #expect(
      home.fault(values)
        == .final("AWS STS answers with status 400, InvalidIdentityToken, no: ***"))
  }

  @Test("no reply makes the readers crash", arguments: 0..<300)
  func hostile(round: Int) {
    var bytes = Array(KeyChainTests.reply.utf8)
    for _ in 0..<Int.random(in: 1...6) {
      bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255)
    }
    if let keys = AWSRoleReply.keys(bytes.span) { #expect(HeaderText.isWord(keys.id)) }
    let xml = Array("<A><B>x&amp;y</B></A>".utf8).map {
      Bool.random() ? $0 : UInt8.random(in: 0...255)
    }
    _ = XMLText.first("B", in: xml)
    _ = AWSProfile.section(["default"], of: String(decoding: bytes + xml, as: UTF8.self))
  }
}
