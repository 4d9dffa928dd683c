import Foundation
import Synchronization
import TestServers
import Testing

@Suite("genlog parse: signed for AWS")
struct AWSTests {
  private let program: Program
  private let keys = [
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "s3cretKey",
    "AWS_SESSION_TOKEN": "t0kenOfTheSession/+==",
  ]

  init() throws {
    program = try Program()
    try program.write("a.log", "10:00:00.000 Std 05060 Application started\n")
  }

  private func run(
    _ url: String, _ environment: [String: String],
    _ options: [String] = ["--aws-region", "eu-west-1"]
  ) throws -> Program.Result {
    // Neither the developer's keys, nor those of the machine.
    let own = [
      "HOME": program.directory.path, "AWS_EC2_METADATA_DISABLED": "true", "AWS_PROFILE": "",
      "AWS_REGION": "", "AWS_DEFAULT_REGION": "", "AWS_ACCESS_KEY_ID": "",
      "AWS_SECRET_ACCESS_KEY": "",
    ]
    return try program.run(
      ["parse", "--to", url, "--aws", "--retry-for", "5s"] + options + ["a.log"],
      environment: own.merging(environment) { $1 })
  }

  @Test("--aws signs every request by the keys of the environment")
  func signs() throws {
    let double = ElasticsearchDouble()
    let result = try run(double.url, keys)
    #expect(result.status == 0, "\(result.errors)")
    let request = try #require(double.seen.requests.first)
    let authorization = try #require(request.headers["authorization"])
    #expect(authorization.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/2"))
    #expect(
      authorization.contains(
        "/eu-west-1/es/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, "
      )
        || authorization.contains(
          "/eu-west-1/es/aws4_request, SignedHeaders=content-encoding;content-type;host;x-amz-date;"
            + "x-amz-security-token, ")
    )
    #expect(request.headers["host"] == "127.0.0.1:\(double.port)")
    #expect(request.headers["x-amz-security-token"] == keys["AWS_SESSION_TOKEN"])
    #expect(request.headers["x-amz-content-sha256"] == nil)
  }

  @Test("for aoss the hash of the body is signed as well")
  func serverless() throws {
    let double = ElasticsearchDouble()
    let options = ["--aws-region", "eu-west-1", "--aws-service", "aoss"]
    #expect(try run(double.url, keys, options).status == 0)
    let headers = try #require(double.seen.requests.first).headers
    #expect(headers["x-amz-content-sha256"]?.count == 64)
    #expect(headers["authorization"]?.contains("/eu-west-1/aoss/aws4_request") == true)
    #expect(headers["authorization"]?.contains(";x-amz-content-sha256;") == true)
  }

  @Test("keys may come from the container's credential service, region from the environment")
  func container() throws {
    let double = ElasticsearchDouble()
    let service = HTTPServer { _ in
      .answer(
        200,
        """
        {"AccessKeyId":"ASIA1","SecretAccessKey":"s","Token":"t0","Expiration":"2000-01-01T00:00:00Z"}
        """)
    }
    defer { service.stop() }
    let environment = [
      "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:\(service.port)/",
      "AWS_REGION": "us-east-1",
    ]
    let result = try run(double.url, environment, [])
    #expect(result.status == 0, "\(result.errors)")
    let headers = try #require(double.seen.requests.first).headers
    #expect(headers["authorization"]?.contains("Credential=ASIA1/") == true)
    #expect(headers["authorization"]?.contains("/us-east-1/es/") == true)
  }

  @Test("without keys nothing is sent, and the run ends with 4")
  func noKeys() throws {
    let double = ElasticsearchDouble()
    let result = try run(double.url, [:])
    #expect(result.status == 4)
    #expect(
      result.errors.hasPrefix(
        """
        genlog: error: \(double.url): nothing was sent: no keys in AWS_ACCESS_KEY_ID, ~/.aws or the \
        container, and AWS_EC2_METADATA_DISABLED is set
        help: docs/delivery.md says under `Who is let in` what is looked for, and where

        """))
    #expect(double.seen.requests.isEmpty)
  }

  @Test("a service that is down for a while is asked again")
  func lateKeys() throws {
    let double = ElasticsearchDouble()
    let reply =
      #"{"AccessKeyId":"A","SecretAccessKey":"s","Token":"t0","Expiration":"2099-01-01T00:00:00Z"}"#
    let turns = Turns([.answer(503, ""), .answer(200, "{}"), .answer(200, reply)])
    let service = HTTPServer { _ in turns.next() }
    defer { service.stop() }
    let result = try run(
      double.url, ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:\(service.port)/"],
      ["--aws-region", "eu-west-1", "--retry-for", "30s"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("the container's credential service answers with status 503"))
    #expect(double.events.count == 1)
  }

  @Test("where the clock is wrong the server's is used, and that is said")
  func skew() throws {
    let expired = HTTPReply.answer(
      403,
      #"{"message":"Signature expired: 20261125T000000Z is now earlier than 21001231T000000Z"}"#,
      headers: ["Date": "Fri, 31 Dec 2100 00:00:00 GMT"])
    let double = ElasticsearchDouble(script: [{ _ in expired }])
    let result = try run(double.url, keys)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("s behind the server's; signing by the server's"))
    #expect(double.seen.requests.map { $0.headers["x-amz-date"]?.prefix(6) ?? "" }.last == "210012")
  }

  @Test("a server that shows what it was sent gets no secret into any message")
  func secrets() throws {
    let double = ElasticsearchDouble(request: { request in
      .answer(403, "you said \(request.headers.sorted { $0.key > $1.key })")
    })
    let result = try run(double.url, keys)
    #expect(result.status == 4)
    #expect(result.errors.contains("refused: status 403, you said "))
    #expect(!result.errors.contains("t0ken"))
    #expect(!result.errors.contains("s3cret"))
  }

  @Test("a collection that takes no names ends the run, and lays nothing aside")
  func timeSeries() throws {
    let double = ElasticsearchDouble(item: { _ in
      ElasticsearchDouble.ItemError(
        status: 400, type: "illegal_argument_exception",
        reason: "Document ID is not supported in create/index operation request")
    })
    let result = try run(double.url, keys)
    #expect(result.status == 4)
    #expect(result.errors.contains("does not take the names of events"))
    #expect(try program.shell("ls").output == "a.log\n")
  }
}

/// Replies one after another, the last one for ever.
final class Turns: Sendable {
  private let replies: [HTTPReply]
  private let count = Counter()

  init(_ replies: [HTTPReply]) { self.replies = replies }

  func next() -> HTTPReply { replies[min(count.next(), replies.count - 1)] }
}

/// Counts from 0.
final class Counter: Sendable {
  private let value = Mutex(0)

  func next() -> Int {
    value.withLock { value in
      defer { value += 1 }
      return value
    }
  }
}
