import Testing

@testable import Delivery

@Suite("what a server says it is")
struct ServerKindTests {
  @Test(
    "Elasticsearch, OpenSearch, and serverless are known by what GET / says",
    arguments: [
      (#"{"version":{"number":"7.17.29","build_flavor":"default"}}"#, "Elasticsearch 7.17.29"),
      (#"{"version":{"number":"9.2.0"}}"#, "Elasticsearch 9.2.0"),
      (#"{"version":{"number":"2.19.3","distribution":"opensearch"}}"#, "OpenSearch 2.19.3"),
      (
        #"{"version":{"number":"7.10.2"},"tagline":"The OpenSearch Project: https://opensearch.org/"}"#,
        "OpenSearch 7.10.2"
      ),
      (
        #"{"version":{"number":"8.11.0","build_flavor":"serverless"}}"#, "Elasticsearch Serverless"
      ),
    ])
  func known(root: String, name: String) {
    #expect(ServerKind(root: Array(root.utf8).span)?.name == name)
  }

  @Test(
    "what says no version is none of them",
    arguments: [
      "", "{}", "<html>", #"{"version":{"number":8}}"#, #"{"version":{"number":""}}"#,
      #"{"version":{"number":"x.y"}}"#, #"{"version":"8.1"}"#,
      #"{"version":{"number":"8.99999999999999999999"}}"#,
    ])
  func unknown(root: String) {
    #expect(ServerKind(root: Array(root.utf8).span) == nil)
  }

  @Test("what it can do follows from its version")
  func abilities() throws {
    let old = try #require(ServerKind(parsing: "elasticsearch-8.6"))
    #expect(!old.isElastic(8, 7))
    #expect(try #require(ServerKind(parsing: "elasticsearch-8.14")).isElastic(8, 14))
    #expect(try #require(ServerKind(parsing: "elasticsearch-10")).isElastic(8, 14))
    #expect(try #require(ServerKind(parsing: "serverless")).isElastic(8, 14))
    #expect(try #require(ServerKind(parsing: "opensearch-2.17")).isOpenSearch(2, 17))
    #expect(!(try #require(ServerKind(parsing: "opensearch-2.7")).isOpenSearch(2, 17)))
    // As version 1 may call itself.
    #expect(!(try #require(ServerKind(parsing: "opensearch-7.10")).isOpenSearch(2, 0)))
    for text in ["", "splunk", "elasticsearch-x", "opensearch-1.x", "elasticsearch--1."] {
      #expect(ServerKind(parsing: text) == nil, "\(text)")
    }
  }

  @Test("an Elasticsearch before 7.17 is told to be too old")
  func old() throws {
    #expect(try #require(ServerKind(parsing: "elasticsearch-7.16")).problem != nil)
    #expect(try #require(ServerKind(parsing: "elasticsearch-7.17")).problem == nil)
    #expect(try #require(ServerKind(parsing: "opensearch-1.0")).problem == nil)
  }
}
