import Testing

@testable import TestServers

@Suite("double: endpoints")
struct EndpointTests {
  @Test(
    "it says what it is as the real one does",
    arguments: [
      ("7.17.9", "7.17.9", nil, "default", true), ("8", "8.19.5", nil, "default", true),
      ("9.1", "9.1.0", nil, "default", true), ("serverless", "8.11.0", nil, "serverless", true),
      ("opensearch-2", "2.19.3", "opensearch", nil, false),
    ] as [(String, String, String?, String?, Bool)])
  func root(like: String, number: String, distribution: String?, flavor: String?, isNamed: Bool) {
    let answer = Asked(like)("GET", "/")
    #expect(answer.json["version", "number"]?.text == number)
    #expect(answer.json["version", "distribution"]?.text == distribution)
    #expect(answer.json["version", "build_flavor"]?.text == flavor)
    #expect((answer.headers["X-Elastic-Product"] == "Elasticsearch") == isNamed)
  }

  @Test(
    "there is no such server",
    arguments: ["", "5", "10", "opensearch", "opensearch-4", "8.x", "8.1.2.3", "elastic"])
  func noServer(text: String) {
    #expect(Personality(parsing: text) == nil)
  }

  @Test("index templates are put, found, listed, counted by version and deleted")
  func indexTemplates() {
    let ask = Asked()
    #expect(ask("HEAD", "/_index_template/t").status == 404)
    #expect(ask("GET", "/_index_template/t").type == "resource_not_found_exception")
    let body = #"{"index_patterns":["genesys-*"],"priority":200,"version":3,"_meta":{"v":1}}"#
    #expect(ask("PUT", "/_index_template/t", body).json == ["acknowledged": true])
    #expect(ask("HEAD", "/_index_template/t").status == 200)
    let found = ask("GET", "/_index_template/t*").json["index_templates"]?.items?.first
    #expect(found?["name"] == "t")
    #expect(found?["index_template", "version"] == 3)
    #expect(ask("PUT", "/_index_template/t?create=true", body).status == 400)
    #expect(ask("DELETE", "/_index_template/t").status == 200)
    #expect(ask("DELETE", "/_index_template/t").status == 404)
  }

  @Test(
    "templates that no server takes are refused",
    arguments: [
      ("{}", "index patterns are missing"), ("[]", "no JSON object"),
      (#"{"index_patterns":["a*"],"patterns":1}"#, "unknown field [patterns]"),
      (
        #"{"index_patterns":["a*"],"composed_of":["c"]}"#,
        "component templates [c] that do not exist"
      ),
      (#"{"index_patterns":["*-x-*"],"priority":100}"#, "have the same priority [100]"),
      (
        #"{"index_patterns":["a*"],"template":{"mappings":{"properties":{"f":{"type":"strng"}}}}}"#,
        "The mapper type [strng] declared on field [f] does not exist"
      ),
      (#"{"index_patterns":["a*"],"template":{"mappings":{"f":{}}}}"#, "unsupported parameters"),
      (
        #"{"index_patterns":["a*"],"template":{"mappings":{"properties":{"f":{}}}}}"#,
        "No type specified for field [f]"
      ),
    ])
  func badTemplates(body: String, reason: String) {
    let answer = Asked()("PUT", "/_index_template/t", body)
    #expect(answer.status == 400)
    #expect(answer.reason?.contains(reason) == true, "\(answer.text)")
  }

  @Test("component templates make up an index, the later ones win, and those in use stay")
  func components() {
    let ask = Asked()
    _ = ask(
      "PUT", "/_component_template/one",
      #"{"template":{"settings":{"number_of_shards":1,"index":{"codec":"x"}},"mappings":{"properties":{"a":{"type":"keyword"}}}}}"#
    )
    _ = ask(
      "PUT", "/_component_template/two",
      #"{"template":{"settings":{"index.number_of_shards":2},"mappings":{"properties":{"a":{"type":"long"}}}},"version":5}"#
    )
    #expect(
      ask("GET", "/_component_template/two").json["component_templates"]?.items?[0][
        "component_template", "version"] == 5)
    let put = ask(
      "PUT", "/_index_template/t",
      #"{"index_patterns":["g-*"],"composed_of":["one","two","t@custom"],"ignore_missing_component_templates":["t@custom"]}"#
    )
    #expect(put.status == 200, "\(put.text)")
    let simulated = ask("POST", "/_index_template/_simulate_index/g-1").json["template"]
    #expect(simulated?["mappings", "properties", "a", "type"] == "long")
    #expect(simulated?["settings", "index", "number_of_shards"] == "2")
    #expect(ask.create("g-1", #"{"a":"x"}"#).statuses == [400])
    #expect(ask("DELETE", "/_component_template/one").reason?.contains("still in use") == true)
  }

  @Test("ILM counts versions, and is not on OpenSearch or serverless")
  func ilm() {
    let ask = Asked()
    let body = #"{"policy":{"phases":{"hot":{"actions":{}}}}}"#
    #expect(ask("GET", "/_ilm/policy/p").status == 404)
    _ = ask("PUT", "/_ilm/policy/p", body)
    _ = ask("PUT", "/_ilm/policy/p", body)
    #expect(ask("GET", "/_ilm/policy/p").json["p", "version"] == 2)
    #expect(ask("PUT", "/_ilm/policy/p", #"{"policy":{"phases":{"x":{}}}}"#).status == 400)
    let open = Asked("opensearch-2")("PUT", "/_ilm/policy/p", body)
    #expect(open.status == 400)
    #expect(open.reason == "no handler found for uri [/_ilm/policy/p] and method [PUT]")
    let serverless = Asked("serverless")("PUT", "/_ilm/policy/p", body)
    #expect(serverless.status == 410)
    #expect(serverless.type == "api_not_available_exception")
  }

  @Test("an ISM policy is changed only by who knows its sequence number")
  func ism() {
    let ask = Asked("opensearch-2")
    let path = "/_plugins/_ism/policies/p"
    let body = #"{"policy":{"default_state":"hot","states":[{"name":"hot"}]}}"#
    #expect(ask("GET", path).status == 404)
    let made = ask("PUT", path, body)
    #expect(made.status == 201)
    let number = made.json["_seq_no"]?.number ?? -1
    #expect(ask("PUT", path, body).type == "version_conflict_engine_exception")
    #expect(ask("PUT", path + "?if_seq_no=\(number + 1)&if_primary_term=1", body).status == 409)
    let changed = ask("PUT", path + "?if_seq_no=\(number)&if_primary_term=1", body)
    #expect(changed.status == 200)
    #expect(changed.json["_version"] == 2)
    #expect(ask("GET", path).json["policy", "policy_id"] == "p")
    #expect(Asked()("GET", path).status == 400)
  }

  @Test(
    "a login is asked for, and told from another",
    arguments: [
      ("Basic Z2VubG9nOnJpZ2h0", 200), ("Basic Z2VubG9nOndyb25n", 401), ("ApiKey aWQ6a2V5", 200),
      ("ApiKey aWQ6a2V6", 401), ("Bearer t0ken", 200), ("Bearer token", 401), ("", 401),
      ("Basic", 401), ("Digest x", 401),
    ])
  func logins(header: String, status: Int) {
    let ask = Asked {
      $0.logins = [.basic(user: "genlog", password: "right"), .apiKey("id:key"), .bearer("t0ken")]
    }
    let answer = ask("GET", "/_security/_authenticate", headers: ["authorization": header])
    #expect(answer.status == status)
    if status == 401 {
      #expect(answer.type == "security_exception")
      #expect(answer.headers["WWW-Authenticate"]?.hasPrefix("Basic realm=") == true)
    }
  }

  @Test("privileges are answered one by one")
  func privileges() {
    let ask = Asked {
      $0.logins = [.bearer("t")]
      $0.privileges = ["monitor", "create_doc"]
    }
    let answer = ask(
      "POST", "/_security/user/_has_privileges",
      #"{"cluster":["monitor","manage_ilm"],"index":[{"names":["logs-*"],"privileges":["create_doc"]}]}"#,
      headers: ["authorization": "Bearer t"])
    #expect(answer.json["has_all_requested"] == false)
    #expect(answer.json["cluster"] == ["monitor": true, "manage_ilm": false])
    #expect(answer.json["index", "logs-*"] == ["create_doc": true])
    #expect(Asked()("GET", "/_security/_authenticate").status == 400)
  }

  @Test(
    "media types are those of the version",
    arguments: [
      ("8", "application/vnd.elasticsearch+x-ndjson; compatible-with=8", 200),
      ("8", "application/vnd.elasticsearch+x-ndjson; compatible-with=7", 200),
      ("8", "application/vnd.elasticsearch+x-ndjson; compatible-with=9", 400),
      ("9", "application/vnd.elasticsearch+json;compatible-with=9", 200),
      ("7", "application/vnd.elasticsearch+json;compatible-with=8", 400),
      ("opensearch-2", "application/vnd.elasticsearch+x-ndjson; compatible-with=8", 406),
      ("opensearch-2", "application/x-ndjson", 200), ("8", "application/x-ndjson", 200),
      ("8", "application/json; charset=utf-8", 200), ("8", "text/plain", 406),
      ("8", "application/x-www-form-urlencoded", 406),
    ])
  func mediaTypes(version: String, type: String, status: Int) {
    let answer = Asked(version)(
      "POST", "/a/_bulk", "{\"create\":{}}\n{}\n", headers: ["content-type": type])
    #expect(answer.status == status, "\(answer.text)")
    let mixed = Asked("8")(
      "POST", "/a/_bulk", "{\"create\":{}}\n{}\n",
      headers: ["accept": "application/vnd.elasticsearch+json; compatible-with=8"])
    #expect(mixed.type == "media_type_header_exception")
  }

  @Test(
    "parameters are those of the version",
    arguments: [
      ("8.17", "include_source_on_error=false", 400),
      ("8.18", "include_source_on_error=false", 200),
      ("9", "include_source_on_error=false", 200),
      ("opensearch-3", "include_source_on_error=false", 400),
      ("9", "refresh=wait_for&timeout=1m&pipeline=_none&filter_path=errors", 200),
      ("8", "pipelin=x", 400), ("8", "pipeline=x", 200),
    ])
  func parameters(version: String, query: String, status: Int) {
    let answer = Asked(version).create("a", "{}", query: "?" + query)
    #expect(answer.status == status, "\(answer.text)")
    if query == "pipeline=x" { #expect(answer.statuses == [400]) }
  }

  @Test(
    "a type in the path is for old servers",
    arguments: [("7", 200), ("opensearch-1", 200), ("8", 400), ("opensearch-2", 400)])
  func types(version: String, status: Int) {
    let body = "{\"create\":{\"_type\":\"_doc\"}}\n{}\n"
    #expect(Asked(version)("POST", "/a/_bulk", body).status == status)
    #expect(Asked(version)("POST", "/a/_doc/_bulk", "{\"create\":{}}\n{}\n").status == status)
  }

  @Test("a method that an endpoint does not have is refused, and so is a path that there is not")
  func router() {
    let ask = Asked()
    #expect(ask("DELETE", "/_bulk").status == 405)
    #expect(ask("GET", "/_bulk").reason?.contains("allowed: [POST, PUT]") == true)
    #expect(ask("GET", "/_nothing/here").status == 400)
    #expect(ask("GET", "/nothing").type == "index_not_found_exception")
    #expect(Asked("serverless")("GET", "/_cluster/health").status == 410)
  }

  @Test(
    "cluster, nodes and pools answer", arguments: ["7", "8", "9", "opensearch-1", "opensearch-3"])
  func cluster(version: String) {
    let ask = Asked(version)
    #expect(ask("GET", "/_cluster/health").json["status"] == "green")
    #expect(ask("GET", "/_nodes/http").json["nodes"]?.members?.count == 1)
    #expect(
      ask("GET", "/_cat/thread_pool/write?h=name,queue&v").text == "name queue\nwrite 0\n")
    #expect(ask("GET", "/_cat/thread_pool?format=json").json.items?.count == 2)
  }

  @Test("indices are made, shown and deleted, and not made twice")
  func indices() {
    let ask = Asked()
    #expect(ask("PUT", "/a", #"{"settings":{"number_of_shards":2}}"#).json["index"] == "a")
    #expect(ask("PUT", "/a").type == "resource_already_exists_exception")
    #expect(ask("PUT", "/logs-a-b").reason?.contains("creates data streams only") == true)
    #expect(ask("GET", "/a/_settings").json["a", "settings", "index", "number_of_shards"] == "2")
    #expect(ask("HEAD", "/a").status == 200)
    #expect(ask("DELETE", "/a").status == 200)
    #expect(ask("HEAD", "/a").status == 404)
  }
}
