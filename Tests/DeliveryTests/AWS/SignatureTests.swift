import Foundation
import Testing

@testable import Delivery

/// Requests and how botocore signed them: `Tests/Interop/sigv4`, which also makes a thousand others.
@Suite("AWS signatures")
struct SignatureTests {
  /// A request of `cases.py`.
  struct Case: Decodable {
    let method: String
    let url: String
    let headers: [[String]]
    let body: String
    let service: String
    let region: String
    let seconds: Int64
    let id: String
    let secret: String
    let token: String?
    let date: String
    let authorization: String

    /// All headers of the request, signed by us.
    func signed() throws -> [HTTPHeader] {
      let service = try #require(AWSScope.Service(rawValue: service))
      let scope = try #require(AWSScope(service: service, region: region))
      let keys = try #require(AWSKeys(id: id, secret: secret, token: token))
      let digits = Array(body)
      let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(digits[$0...($0 + 1)]), radix: 16)
      }
      return SignatureV4(scope: scope).headers(
        method: method, url: url, headers: headers.map { HTTPHeader(name: $0[0], value: $0[1]) },
        body: bytes.span, keys: keys, at: seconds)
    }
  }

  /// The committed table, or the one that `GENLOG_SIGNATURES` names.
  private func cases() throws -> [Case] {
    let tests = URL(filePath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path =
      ProcessInfo.processInfo.environment["GENLOG_SIGNATURES"]
      ?? tests.appending(path: "Interop/sigv4/signatures.ndjson").path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(Case.self, from: Data($0.utf8))
    }
  }

  @Test("every request is signed as AWS's own library signs it, byte for byte")
  func oracle() throws {
    let cases = try cases()
    #expect(cases.count >= 40)
    for request in cases {
      let headers = try request.signed()
      let values = Dictionary(headers.map { ($0.name, $0.value) }) { $1 }
      #expect(values["Authorization"] == request.authorization, "\(request.method) \(request.url)")
      #expect(values["X-Amz-Date"] == request.date)
      #expect(values["X-Amz-Security-Token"] == request.token)
    }
  }

  @Test("no request makes it crash", arguments: 0..<500)
  func random(round: Int) throws {
    let alphabet = Array("a:/%2?&=#[]. \u{1F600}é\n")
    let url = String((0..<Int.random(in: 0..<20)).map { _ in alphabet.randomElement() ?? "a" })
    let headers = [HTTPHeader(name: url, value: url)]
    let request = CanonicalRequest(method: "GET", url: url, headers: headers, bodyHash: "")
    #expect(!request.text.isEmpty)
    _ = WireTime.compact(Int64.random(in: .min ... .max))
    _ = WireTime.timestamp(url)
    _ = WireTime.header(url)
  }

  @Test(
    "the name of one of Amazon's hosts says service and region",
    arguments: [
      ("search-logs-abc.eu-west-1.es.amazonaws.com", "es", "eu-west-1"),
      ("VPC-x.cn-north-1.es.amazonaws.com.cn", "es", "cn-north-1"),
      ("abc.us-west-2.aoss.amazonaws.com", "aoss", "us-west-2"),
      ("search-logs-abc.aos.eu-west-1.on.aws", "es", "eu-west-1"),
      ("abc.aoss.us-east-1.on.aws", "aoss", "us-east-1"),
    ])
  func hosts(host: String, service: String, region: String) {
    let scope = AWSScope(host: host)
    #expect(scope?.service.rawValue == service)
    #expect(scope?.region == region)
  }

  @Test(
    "other names say nothing",
    arguments: [
      "es.example.com", "eu-west-1.es.amazonaws.com", "a.eu-west-1.s3.amazonaws.com",
      "a.eu_west.es.amazonaws.com", "a.eu-west-1.es.amazonaws.com.example.com", "", "....",
    ])
  func otherHosts(host: String) {
    #expect(AWSScope(host: host) == nil)
  }

  @Test(
    "times are read and written as AWS and HTTP do",
    arguments: [
      (0, "19700101T000000Z", "1970-01-01T00:00:00Z"),
      (951_782_399, "20000228T235959Z", "2000-02-28T23:59:59.750Z"),
      (1_795_638_942, "20261125T203542Z", "2026-11-25T20:35:42Z"),
      (-1, "19691231T235959Z", "1969-12-31T23:59:59Z"),
    ] as [(Int64, String, String)])
  func times(seconds: Int64, compact: String, timestamp: String) {
    #expect(WireTime.compact(seconds) == compact)
    #expect(WireTime.timestamp(timestamp) == seconds)
  }

  @Test("the Date of a reply is read")
  func dateHeader() {
    #expect(WireTime.header("Wed, 25 Nov 2026 20:35:42 GMT") == 1_795_638_942)
    #expect(WireTime.header("yesterday, maybe") == nil)
  }

  @Test("a clock that is wrong is set by the server's, once, and only where that was the trouble")
  func clock() {
    var clock = ServerClock()
    let now = ContinuousClock.now
    let expired = Array(#"{"message":"Signature expired: 20261125T000000Z is now earlier"}"#.utf8)
    let ahead = "Fri, 31 Dec 2100 00:00:00 GMT"
    let behind = "Thu, 01 Jan 1970 00:00:01 GMT"
    let before = ContinuousClock.now - .seconds(1)
    let lessons = [
      clock.correct(reply: Array("denied".utf8), date: ahead, at: before),
      clock.correct(reply: expired, date: nil, at: before),
      clock.correct(reply: expired, date: ahead, at: now),
      clock.correct(reply: expired, date: behind, at: now),
    ]
    #expect(lessons.map { $0 != nil } == [false, false, true, false])
    #expect(lessons[2]?.contains("s behind the server's; signing by the server's") == true)
    #expect(abs(clock.now - 4_133_894_400) < 60)
    let later = [
      clock.correct(reply: expired, date: ahead, at: now + .seconds(301)),
      clock.correct(reply: expired, date: behind, at: now + .seconds(301)),
    ]
    #expect(later.map { $0 != nil } == [false, true])
  }
}
