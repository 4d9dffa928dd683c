import Foundation
import Testing

@testable import TestServers

@Suite("elasticsearch-double", .serialized)
struct ProcessTests {
  @Test("it listens, takes documents, tells its record, and leaves a dump behind")
  func runs() throws {
    let dump = NSTemporaryDirectory() + "double-\(UUID().uuidString).ndjson"
    defer { try? FileManager.default.removeItem(atPath: dump) }
    let double = try ElasticsearchProcess(["--dump", dump, "--digests", "--keep-field", "n"])
    for number in 0..<3 {
      let reply = try double.send("PUT", "/a/_create/\(number)", body: ["n": .integer(number)])
      #expect(reply.status == 201)
    }
    #expect(try double.documents() == 3)
    #expect(try double.ids(index: "a") == ["0", "1", "2"])
    try double.change(["down": true])
    #expect(throws: HTTPClient.Failure.noReply) { try double.send("GET", "/") }
    try double.heal()
    #expect(try double.send("GET", "/").json?["version", "number"] == "8.19.5")
    double.stop()
    let lines = try String(contentsOfFile: dump, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.last.flatMap { JSON(parsing: Array($0.utf8)) }?["fields", "n"] == 2)
    #expect(throws: HTTPClient.Failure.noConnection(port: double.port)) {
      try double.send("GET", "/")
    }
  }

  @Test(
    "options that cannot be are refused",
    arguments: [
      (["--like", "5"], "--like 5: there are 6 to 9, opensearch-1 to -3 and serverless"),
      (["--queue", "1"], "--queue 1: is not CAPACITY:RATE"),
      (["--delay", "9-1"], "--delay 9-1: is no number of milliseconds"),
      (["--user", "me"], "--user me: is not NAME:PASSWORD"),
      (["--auto-create", "some"], "--auto-create some: there are any, streams and none"),
      (
        ["--item-fault", "flood"],
        "no fault [flood]; there are 400, 400-fields, 400-mapper, 400-shards, 403, 404, 429, 429-breaker, 500, 503"
      ),
    ])
  func options(arguments: [String], message: String) throws {
    #expect(throws: ElasticsearchProcess.Failure.notListening("Error: " + message)) {
      try ElasticsearchProcess(arguments)
    }
  }
}
