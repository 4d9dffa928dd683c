import Testing

@testable import TestServers

@Suite("double: _bulk")
struct BulkTests {
  @Test("create keeps what is new, 409 says what is there, index replaces, delete takes away")
  func actions() {
    let ask = Asked()
    #expect(ask.create("a", #"{"n":1}"#, #"{"n":2}"#).statuses == [201, 201])
    let again = ask.create("a", #"{"n":3}"#)
    #expect(again.statuses == [409])
    #expect(again.json["errors"] == true)
    #expect(again.items[0]["error", "type"] == "version_conflict_engine_exception")
    let other = ask(
      "POST", "/a/_bulk",
      """
      {"index":{"_id":"0"}}
      {"n":4}
      {"index":{}}
      {"n":5}
      {"delete":{"_id":"1"}}
      {"delete":{"_id":"1"}}

      """)
    #expect(other.statuses == [200, 201, 200, 404])
    #expect(other.items[0]["_version"] == 2)
    #expect(ask("GET", "/a/_doc/0").json["_source", "n"] == 4)
    #expect(ask("GET", "/a/_count").json["count"] == 2)
    #expect(ask("GET", "/a/_doc/1").status == 404)
  }

  @Test(
    "a request that is malformed is refused as a whole",
    arguments: [
      ("{\"create\":{}}\n{}", "The bulk request must be terminated by a newline [\\n]"),
      ("[1]\n{}\n", "expected START_OBJECT but found [START_ARRAY]"),
      ("{}\n{}\n", "expected FIELD_NAME but found [END_OBJECT]"),
      ("{\"create\":1}\n{}\n", "expected START_OBJECT or END_OBJECT but found [VALUE_NUMBER]"),
      ("{\"upsert\":{}}\n{}\n", "or [update] but found [upsert]"),
      ("{\"create\":{\"_indx\":\"a\"}}\n{}\n", "contains an unknown parameter [_indx]"),
      ("{\"create\":{\"_type\":\"a\"}}\n{}\n", "contains an unknown parameter [_type]"),
      ("{\"create\":{\"_id\":[1]}}\n{}\n", "expected a simple value for field [_id]"),
      ("{\"create\":{}}\n{}\n", "Validation Failed: 1: index is missing;"),
      ("{\"create\":{\"_index\":\"a\"}}\n", "Validation Failed: 1: no requests added;"),
      ("nothing\n{}\n", "no JSON"), ("\n", "no requests added"),
      ("{\"create\":{\"_index\":\"a\"}}\n\n", "source is missing"),
    ])
  func malformed(body: String, reason: String) {
    let ask = Asked()
    let answer = ask("POST", "/_bulk", body)
    #expect(answer.status == 400)
    #expect(answer.reason?.contains(reason) == true, "\(answer.text)")
    #expect(ask.service.record.created == 0)
  }

  @Test(
    "a document that does not fit has an error of its own",
    arguments: [
      (#"{"n":"text"}"#, "document_parsing_exception", "failed to parse field [n] of type [long]"),
      (#"{"n":{"a":1}}"#, "document_parsing_exception", "failed to parse field [n]"),
      (#"{"o":1}"#, "document_parsing_exception", "tried to parse field [o] as object"),
      (#"{"when":"yesterday"}"#, "document_parsing_exception", "of type [date]"),
      (#"{"ip":"192.0.2"}"#, "document_parsing_exception", "of type [ip]"),
      (#"{"b":1}"#, "document_parsing_exception", "of type [boolean]"),
      (#"{"n":1"#, "document_parsing_exception", "failed to parse"),
      (#"{"n":1,"n":2}"#, "document_parsing_exception", "failed to parse"),
      (#"[1]"#, "document_parsing_exception", "must start with an object"),
      (#"{"s":{"x":1}}"#, "strict_dynamic_mapping_exception", "introduction of [x] within [s]"),
    ])
  func mappingConflicts(document: String, type: String, reason: String) {
    let ask = Asked()
    let made = ask(
      "PUT", "/a",
      """
      {"mappings":{"properties":{"n":{"type":"long"},"o":{"properties":{"x":{"type":"keyword"}}},
      "when":{"type":"date"},"ip":{"type":"ip"},"b":{"type":"boolean"},
      "s":{"type":"object","dynamic":"strict"}}}}
      """)
    #expect(made.status == 200, "\(made.text)")
    let good =
      #"{"n":"7","o":{"x":[1,"a",null]},"when":"2026-01-12T08:15:00.124Z","ip":"2001:db8::1","b":"true","x.y":1}"#
    let answer = ask.create("a", good, document)
    #expect(answer.statuses == [201, 400], "\(answer.text)")
    #expect(answer.items.last?["error", "type"]?.text == type)
    #expect(answer.items.last?["error", "reason"]?.text?.contains(reason) == true, "\(answer.text)")
  }

  @Test("the first document says what a field is, and the next has to follow")
  func dynamicMapping() {
    let ask = Asked()
    #expect(
      ask.create("a", #"{"x":1,"y":"a"}"#, #"{"x":"a"}"#, #"{"y":1}"#).statuses == [201, 400, 201])
    let mapping = ask("GET", "/a/_mapping").json["a", "mappings", "properties"]
    #expect(mapping?["x", "type"] == "long")
    #expect(mapping?["y", "fields", "keyword", "type"] == "keyword")
  }

  @Test(
    "older servers and OpenSearch have another name for it",
    arguments: ["7", "opensearch-2", "8.0"])
  func oldName(version: String) {
    let answer = Asked(version).create("a", #"{"x":1}"#, #"{"x":"a"}"#)
    #expect(answer.items.last?["error", "type"] == "mapper_parsing_exception")
    #expect((answer.items.first?["_type"] == "_doc") == (version == "7"))
  }

  @Test("an index takes no more fields than its limit")
  func fieldsLimit() {
    let ask = Asked()
    #expect(ask("PUT", "/a", #"{"settings":{"index.mapping.total_fields.limit":3}}"#).status == 200)
    let answer = ask.create("a", #"{"a":1,"b":2}"#, #"{"c":"x"}"#, #"{"c":1}"#)
    #expect(answer.statuses == [201, 400, 201])
    #expect(
      answer.items[1]["error", "reason"]
        == "Limit of total fields [3] has been exceeded while adding new fields [2]")
  }

  @Test("a data stream is made where a template says so, and takes only create")
  func dataStreams() {
    let ask = Asked("8.11")
    let time = #"{"@timestamp":"2026-01-12T08:15:00Z"}"#
    #expect(ask.create("logs-genesys.sip-default", time).statuses == [201])
    let stream = ask("GET", "/_data_stream/logs-genesys.sip-default").json
    #expect(stream["data_streams"]?.items?.first?["template"] == "logs")
    let index = ask("POST", "/logs-genesys.sip-default/_bulk", "{\"index\":{}}\n\(time)\n")
    #expect(
      index.items[0]["error", "reason"]
        == "only write ops with an op_type of create are allowed in data streams")
    #expect(ask.create("other", time).items[0]["_index"] == "other")
    let name = ask.create("logs-a-b", time).items[0]["_index"]?.text
    #expect(name == ".ds-logs-a-b-2026.01.01-000001")
  }

  @Test(
    "a data stream looks for an id in its newest index only: after a rollover it is there twice")
  func rollover() {
    let ask = Asked()
    let time = #"{"@timestamp":"2026-01-12T08:15:00Z"}"#
    #expect(ask.create("logs-a-b", time).statuses == [201])
    #expect(ask("POST", "/logs-a-b/_rollover").json["rolled_over"] == true)
    #expect(ask.create("logs-a-b", time).statuses == [201])
    #expect(ask("GET", "/logs-a-b/_count").json["count"] == 2)
  }

  @Test(
    "a data stream of one's own wants a time in each document",
    arguments: ["7.17", "9", "opensearch-3"])
  func timestamp(version: String) {
    let ask = Asked(version)
    let made = ask("PUT", "/_index_template/t", #"{"index_patterns":["x-*"],"data_stream":{}}"#)
    #expect(made.status == 200)
    let answer = ask.create("x-1", "{}", #"{"@timestamp":1}"#, #"{"@timestamp":[1,2]}"#)
    #expect(answer.statuses == [400, 201, 400])
    #expect(
      answer.items[0]["error", "caused_by", "reason"]
        == "data stream timestamp field [@timestamp] is missing")
  }

  @Test("what may not come into being by itself is refused")
  func autoCreate() {
    let strict = Asked { $0.autoCreate = .streams }
    let refused = strict.create("a", "{}")
    #expect(refused.statuses == [404])
    #expect(refused.items[0]["error", "type"] == "index_not_found_exception")
    #expect(strict.create("logs-a-b", #"{"@timestamp":1}"#).statuses == [201])
    #expect(Asked { $0.autoCreate = .none }.create("logs-a-b", "{}").statuses == [404])
    let full = Asked { $0.mostIndices = 1 }
    #expect(full.create("a", "{}").statuses == [201])
    #expect(full.create("b", "{}").items[0]["error", "type"] == "validation_exception")
    #expect(strict.create("a", "{}", query: "?require_data_stream=true").statuses == [404])
  }

  @Test(
    "names that no index may have are refused",
    arguments: ["A", "_a", "-a", "a b", "a*", "a,b", ".."])
  func names(name: String) {
    let answer = Asked().create(name, "{}")
    #expect(answer.items.first?["error", "type"] == "invalid_index_name_exception")
  }

  @Test("what does not fit goes to the failure store, where there is one")
  func failureStore() {
    let time = #"{"@timestamp":"x"}"#
    let without = Asked("9").create("logs-a-b", time)
    #expect(without.items[0]["failure_store"] == "not_enabled")
    let ask = Asked("9") { $0.failureStore = true }
    let used = ask.create("logs-a-b", time)
    #expect(used.items[0]["failure_store"] == "used")
    #expect(used.statuses == [201])
    #expect(used.json["errors"] == false)
    #expect(ask.service.record.redirected == 1)
    #expect(ask("GET", "/logs-a-b/_count").json["count"] == 0)
    #expect(Asked("8.11") { $0.failureStore = true }.create("logs-a-b", time).statuses == [400])
  }

  @Test("filter_path keeps what is wanted, and nothing but errors leaves no places")
  func filterPath() {
    let ask = Asked()
    let common = "?filter_path=errors%2Citems.%2A.status%2Citems.%2A.error"
    #expect(
      ask.create("a", #"{"n":1}"#, query: common).text
        == #"{"errors":false,"items":[{"create":{"status":201}}]}"#)
    let only = ask.create("a", #"{"n":1}"#, #"{"n":1}"#, query: "?filter_path=items.*.error.type")
    #expect(only.items.count == 1)
    #expect(only.items[0] == ["error": ["type": "version_conflict_engine_exception"]])
    #expect(ask.create("b", "{}", query: "?filter_path=items.*.error").text == "{}")
    let without = ask.create("c", "{}", query: "?filter_path=-items.*._shards,-took").json
    #expect(without["took"] == nil)
    #expect(without["items"]?.items?[0]["create", "_shards"] == nil)
    #expect(without["items"]?.items?[0]["create", "status"] == 201)
  }

  @Test("no bytes make it crash, and what is refused is not kept", arguments: 0..<400)
  func hostile(round: Int) {
    var random = SeededRandom(UInt64(round))
    var bytes = Array(
      #"{"create":{"_index":"a","_id":"\u00e9"}}\#n{"a":[{"b.c":-1.5e3},null],"d":"é\ud83d\ude00"}\#n"#
        .utf8)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      default: bytes.insert(contentsOf: "{\"[,\\u".utf8, at: place)
      }
    }
    let ask = Asked()
    var request = HTTPRequest(
      method: "POST", target: "/_bulk", headers: ["content-type": "application/json"])
    request.body = bytes
    guard case .answer(let status, let text, _) = ask.service.reply(request) else {
      Issue.record("no answer")
      return
    }
    #expect(status == 200 || status == 400)
    #expect(JSON(parsing: text) != nil)
  }
}
