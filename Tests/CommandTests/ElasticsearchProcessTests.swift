import Foundation
import TestServers
import Testing

/// A server that is a process of its own, as one that outlives what delivers to it has to be.
@Suite("genlog parse: to an Elasticsearch in a process of its own")
struct ElasticsearchProcessTests {
  @Test("whatever befalls replies and events on their way, every event is there once")
  func faults() throws {
    let double = try ElasticsearchProcess([
      "--like", "9", "--digests", "--keep-field", "log.offset", "--keep-field", "log.file.path",
    ])
    try double.change([
      "requests": [["fault": "reset-after", "times": 1], ["fault": "truncated", "times": 1]],
      "items": [["fault": "429", "times": 20], ["fault": "403", "times": 1]],
    ])
    let program = try Program()
    let line = "10:00:00.000 Std 05060 Application started\n"
    try program.write("a.log", String(repeating: line, count: 500))
    let result = try program.run([
      "parse", "--to", double.url, "--batch-events", "100", "--quiet", "a.log",
    ])
    #expect(result.status == 0, "\(result.errors)")
    let documents = try double.dump()
    let offsets = documents.compactMap { $0["fields", "log.offset"]?.number }
    #expect(offsets.sorted() == (0..<500).map { $0 * line.utf8.count })
    let stats = try double.stats()
    #expect(stats["created"] == 500)
    #expect(stats["conflicts"]?.number ?? 0 > 0)
    #expect(stats["faults", "item-429"] == 20)
  }

  @Test(
    "every version takes what is sent to it",
    arguments: ["7.17", "8", "9", "serverless", "opensearch-1", "opensearch-2", "opensearch-3"])
  func versions(like: String) throws {
    let double = try ElasticsearchProcess(["--like", like])
    let program = try Program()
    try program.write("a.log", "10:00:00.000 Std 05060 Application started\n")
    let result = try program.run(["parse", "--to", double.url, "a.log"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try double.documents() == 1)
  }
}
