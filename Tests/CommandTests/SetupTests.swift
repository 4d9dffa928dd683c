import Foundation
import TestServers
import Testing

@Suite("genlog setup")
struct SetupTests {
  private static let servers = [
    "7.17", "8.6", "8", "9", "serverless", "opensearch-1", "opensearch-2.7", "opensearch-2",
    "opensearch-3",
  ]

  private func setUp(_ url: String, _ options: String...) throws -> Program.Result {
    try Program().run(["setup", "--to", url] + options)
  }

  @Test("every server is set up once, and is up to date the second time", arguments: servers)
  func twice(like: String) throws {
    var settings = DoubleSettings()
    settings.personality = try #require(Personality(parsing: like))
    let double = ElasticsearchDouble(settings)
    let first = try setUp(double.url)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.lines.dropFirst().allSatisfy { $0.hasPrefix("  created: ") }, "\(first.output)")
    #expect(double.seen.requests.count == first.lines.count - 1)
    let second = try setUp(double.url)
    #expect(second.status == 0)
    #expect(second.lines.count == first.lines.count)
    #expect(second.lines.dropFirst().allSatisfy { $0.hasPrefix("  up to date: ") })
    #expect(double.seen.requests.count == first.lines.count - 1, "nothing more was written")
  }

  @Test("the events of samples/ fit: none is refused, and no field is added", arguments: servers)
  func samples(like: String) throws {
    let double = try ElasticsearchProcess(["--like", like, "--auto-create", "streams"])
    #expect(try setUp(double.url).status == 0)
    let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("samples")
    let program = try Program()
    let result = try program.run(["parse", "--quiet", "--to", double.url, samples.path])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try double.documents() > 400)
    let streams = try #require(try double.send("GET", "/_data_stream").json?["data_streams"]?.items)
    #expect(streams.count > 10)
    #expect(streams.allSatisfy { $0["template"]?.text == "logs-genesys" })
    let wanted = try double.send("GET", "/_component_template/genlog-mappings").json?[
      "component_templates"]?.items?.first?[
        "component_template", "template", "mappings", "properties"]
    let mappings = try #require(
      try double.send("GET", "/logs-genesys.*-*/_mapping").json?.members)
    #expect(mappings.count == streams.count)
    for (name, index) in mappings {
      #expect(names(index["mappings", "properties"]) == names(wanted), "\(name)")
    }
  }

  /// The dotted names of all fields of a mapping.
  private func names(_ properties: JSON?, below parent: String = "") -> Set<String> {
    var all: Set<String> = []
    for (name, field) in properties?.members ?? [:] {
      all.insert(parent + name)
      all.formUnion(names(field["properties"], below: parent + name + "."))
    }
    return all
  }

  @Test("--keep changes the policy alone, and holds without being said again", arguments: servers)
  func keep(like: String) throws {
    let double = try ElasticsearchProcess(["--like", like])
    #expect(try setUp(double.url, "--keep", "30d").output.contains("events are kept for 30d"))
    #expect(try setUp(double.url).lines.dropFirst().allSatisfy { $0.hasPrefix("  up to date: ") })
    let other = try setUp(double.url, "--keep", "forever")
    #expect(other.lines.count { $0.hasPrefix("  updated: ") } == 1, "\(other.output)")
    #expect(other.output.contains("events are never deleted"))
  }

  @Test("--dry-run says what would be done, and does none of it")
  func dry() throws {
    let double = try ElasticsearchProcess()
    let result = try setUp(double.url, "--dry-run")
    #expect(result.status == 0)
    #expect(result.lines.dropFirst().allSatisfy { $0.hasPrefix("  would be created: ") })
    #expect(try double.send("GET", "/_index_template/logs-genesys").status == 404)
  }

  @Test("what a later genlog wrote, and what is not genlog's, is left alone but with --force")
  func others() throws {
    let double = try ElasticsearchProcess(["--like", "9"])
    #expect(try setUp(double.url).status == 0)
    let later: JSON = [
      "template": [:], "_meta": ["managed_by": "genlog", "version": 99, "content": "x"],
    ]
    _ = try double.send("PUT", "/_component_template/genlog-mappings", body: later)
    let newer = try setUp(double.url)
    #expect(newer.status == 0)
    #expect(
      newer.output.contains(
        "  newer, left alone: component template genlog-mappings; version 99; this program has 1"))
    _ = try double.send("PUT", "/_component_template/genlog-mappings", body: ["template": [:]])
    let foreign = try setUp(double.url)
    #expect(foreign.status == 4)
    #expect(
      foreign.output.contains("not of genlog, left alone: component template genlog-mappings"))
    #expect(foreign.errors.contains("help: rename it, or replace it with --force"))
    #expect(
      try setUp(double.url, "--force").output.contains(
        "updated: component template genlog-mappings"))
  }

  @Test("a hook of the user's stays as it is")
  func hook() throws {
    let double = try ElasticsearchProcess(["--like", "opensearch-2"])
    let own: JSON = ["template": ["settings": ["number_of_replicas": 2]]]
    _ = try double.send("PUT", "/_component_template/logs-genesys@custom", body: own)
    #expect(
      try setUp(double.url, "--force").output.contains(
        "up to date: component template logs-genesys@custom"))
    let kept = try double.send("GET", "/_component_template/logs-genesys@custom").body
    #expect(kept.contains("number_of_replicas"))
  }

  @Test("streams and indices that were there before are told of")
  func before() throws {
    let double = try ElasticsearchProcess(["--like", "8"])
    _ = try double.send("PUT", "/_data_stream/logs-genesys.sip-default")
    let open = try ElasticsearchProcess(["--like", "opensearch-2"])
    _ = try open.send("PUT", "/logs-genesys.sip-default")
    #expect(try setUp(double.url).output.contains("POST /logs-genesys.sip-default/_rollover"))
    #expect(
      try setUp(open.url).output.contains("logs-genesys.sip-default is an index, not a data stream")
    )
  }

  @Test("--print shows the requests for a server that is not there")
  func printed() throws {
    let program = try Program()
    let elastic = try program.run([
      "setup", "--print", "--like", "elasticsearch-8.6", "--keep", "7d",
    ])
    #expect(elastic.status == 0)
    for line in [
      "# Elasticsearch 8.6", "PUT /_ilm/policy/genlog", "PUT /_component_template/genlog-mappings",
      "PUT /_component_template/genlog-settings", "PUT /_component_template/logs-genesys@custom",
      "PUT /_index_template/logs-genesys", #"        "min_age": "7d","#,
    ] {
      #expect(elastic.lines.contains(line), "\(line)")
    }
    let open = try program.run(["setup", "--print", "--like", "opensearch"])
    #expect(open.lines.contains("PUT /_plugins/_ism/policies/genlog"))
    let double = try ElasticsearchProcess(["--like", "serverless"])
    let asked = try setUp(double.url, "--print")
    #expect(asked.output.hasPrefix("# Elasticsearch Serverless\n"))
    #expect(asked.output.contains(#""data_retention":"90d""#))
    #expect(try double.send("GET", "/_index_template/logs-genesys").status == 404)
  }

  @Test(
    "what makes no sense is refused with 2",
    arguments: [
      ([], "no server to set up"), (["--like", "opensearch"], "is for --print"),
      (["--print", "--like", "splunk"], "is no server that genlog knows"),
      (["--to", "http://127.0.0.1:1", "--keep", "soon"], "is no number of days"),
      (["--to", "a.ndjson"], "no server to set up"),
    ])
  func usage(arguments: [String], words: String) throws {
    let result = try Program().run(["setup"] + arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test("a login that may not is told which privilege it lacks, and never its password")
  func forbidden() throws {
    let double = ElasticsearchDouble(request: { request in
      guard request.method == "PUT" else { return nil }
      return .answer(
        403,
        #"{"error":{"type":"security_exception","reason":"action is unauthorized for user [a:S3cretPass]"},"status":403}"#,
        headers: ["Content-Type": "application/json"])
    })
    let program = try Program()
    let result = try program.run(
      ["setup", "--to", double.url, "--user", "a"], environment: ["GENLOG_PASSWORD": "S3cretPass"])
    #expect(result.status == 4)
    #expect(
      result.errors.contains("lifecycle policy genlog cannot be written: refused: status 403"))
    #expect(result.errors.contains("help: give this user the cluster privilege manage_ilm"))
    #expect(!(result.errors + result.output).contains("S3cretPass"))
  }

  @Test("nobody there, and something else there, end with 4")
  func nobody() throws {
    let closed = try setUp("http://127.0.0.1:1")
    #expect(closed.status == 4)
    #expect(closed.errors.contains("help: check that it is running"))
    let other = HTTPServer { _ in .answer(200, "<html>hello</html>") }
    #expect(
      try setUp("http://127.0.0.1:\(other.port)").errors.contains(
        "neither Elasticsearch nor OpenSearch"))
  }

  @Test(
    "broken replies end with an error, never a crash",
    arguments: [
      "", "{", "null", "[]", #"{"genlog":"#, #"{"component_templates":[{"#,
      String(repeating: "[", count: 100_000),
    ])
  func broken(reply: String) throws {
    let root = #"{"version":{"number":"9.0.0"}}"#
    let server = HTTPServer { request in
      if request.target == "/" { return .answer(200, root) }
      return request.method == "GET"
        ? .answer(200, reply) : .cut("{\"acknowledged\":true}", after: 3)
    }
    let result = try setUp("http://127.0.0.1:\(server.port)")
    #expect(result.status == 4)
    #expect(!result.errors.isEmpty)
  }
}
