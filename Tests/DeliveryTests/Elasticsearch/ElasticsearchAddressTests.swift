import Testing

@testable import Delivery

@Suite("Elasticsearch: addresses, names and logins")
struct ElasticsearchAddressTests {
  @Test(
    "a URL names hosts, a path and an index",
    arguments: [
      ("http://es:9200", ["http://es:9200"], "", nil),
      ("https://es", ["https://es:9200"], "", nil),
      ("HTTPS://es/", ["https://es:9200"], "", nil),
      ("http://es-1,es-2:9201/logs", ["http://es-1:9200", "http://es-2:9201"], "", "logs"),
      (
        "http://[2001:db8::1]:80/a/b/logs-%{event.dataset}-x", ["http://[2001:db8::1]:80"], "/a/b",
        "logs-%{event.dataset}-x"
      ),
      ("http://[::1]/a/", ["http://[::1]:9200"], "/a", nil),
      ("http://es/é %2F*/", ["http://es:9200"], "/%C3%A9%20%2F*", nil),
    ] as [(String, [String], String, String?)])
  func parses(text: String, hosts: [String], prefix: String, index: String?) throws {
    let address = try ElasticsearchAddress(parsing: text)
    #expect(address.hosts == hosts)
    #expect(address.prefix == prefix)
    #expect(address.index == index)
    #expect(address.user == nil)
  }

  @Test("a login in the URL is taken out of it")
  func login() throws {
    let address = try ElasticsearchAddress(parsing: "http://me:p%40ss:w@es:9200/i")
    #expect(address.user == "me")
    #expect(address.password == "p@ss:w")
    #expect(address.name == "http://es:9200")
  }

  @Test(
    "a URL with a fault is refused, without a secret in the message",
    arguments: [
      ("http://", "a host is missing in the URL"),
      ("http://a:s3cret@", "a host is missing in the URL"),
      ("http://a,,b", "a host is missing in the URL"),
      ("http://es:s3cret", "a port of the URL is not a number from 1 to 65535"),
      ("http://es:0", "a port of the URL is not a number from 1 to 65535"),
      ("http://s3 cret", "a host of the URL is no name or address"),
      ("http://[::1", "a host of the URL is no name or address"),
      ("http://es/?s3cret", "the URL has a ? or # in it"),
    ])
  func refuses(text: String, problem: String) throws {
    let error = #expect(throws: DeliveryError.self) { try Destination(parsing: text) }
    #expect(
      error?.description == """
        --to: \(problem)
        help: write http(s)://HOST:9200/INDEX, lumberjack(s)://HOST:5044 or logstash+http(s)://HOST:8080/, more hosts behind commas
        """)
  }

  @Test("no text makes it crash", arguments: 0..<2000)
  func random(round: Int) {
    let alphabet = Array("a:@/,[]%{}?.-0 \u{1F600}é")
    let rest = (0..<Int.random(in: 0..<20)).map { _ in alphabet.randomElement() ?? "a" }
    _ = try? ElasticsearchAddress(parsing: "http://" + String(rest))
    _ = try? IndexTemplate(parsing: String(rest))
  }

  private func name(_ template: String, _ event: String) throws -> String {
    var namer = IndexNamer(try IndexTemplate(parsing: template))
    let bytes = Array(event.utf8)
    return String(decoding: namer.index(of: bytes.span), as: UTF8.self)
  }

  @Test(
    "an index is named by values of the event, made fit for a name",
    arguments: [
      ("logs", "{}", "logs"),
      (
        "logs-%{event.dataset}-default", #"{"event":{"dataset":"genesys.sip"}}"#,
        "logs-genesys.sip-default"
      ),
      ("logs-%{event.dataset}-default", "{}", "logs-generic-default"),
      ("logs-%{event.dataset}-default", "no JSON", "logs-generic-default"),
      ("logs-%{a}", #"{"a":""}"#, "logs-generic"), ("logs-%{a}", #"{"a":null}"#, "logs-generic"),
      ("logs-%{a}", #"{"a":{"b":1}}"#, "logs-generic"), ("logs-%{a}", #"{"a":12}"#, "logs-12"),
      ("logs-%{a}", #"{"a":"A B/*?\"<>|,#:}\n"}"#, "logs-a_b_____________n"),
      (
        "logs-%{a}", #"{"a":"\"}}\n{\"delete\":{\"_id\":\"1"}"#,
        "logs-_____n___delete_______id_____1"
      ),
      ("%{a}", #"{"a":".."}"#, "generic"), ("%{a}", #"{"a":"-x"}"#, "generic"),
      ("x-%{+yyyy.MM.dd}", #"{"@timestamp":"2026-01-12T08:15:00.124Z"}"#, "x-2026.01.12"),
      ("x-%{+yyyy-MM}", #"{"@timestamp":"2026-01-12T08:15:00.124Z"}"#, "x-2026-01"),
      ("x-%{+yyyy}", "{}", "x-generic"),
    ])
  func names(template: String, event: String, expected: String) throws {
    #expect(try name(template, event) == expected)
  }

  @Test(
    "a template that cannot give a name is refused",
    arguments: [
      "", "Logs", "a b", "_x", "-x", "+x", ".", "..", "a/b", "a%{", "a%{}", "a%{a..b}",
      "a%{+}", "a%{+ww}", "a,b", "a:b", "a#b", String(repeating: "x", count: 256),
    ])
  func badTemplates(text: String) {
    #expect(throws: IndexTemplate.Fault.self) { try IndexTemplate(parsing: text) }
  }

  @Test("a log cannot make more than a bounded number of indices")
  func boundedNames() throws {
    var namer = IndexNamer(try IndexTemplate(parsing: "x-%{a}"))
    var names: Set<String> = []
    for number in 0..<5000 {
      let event = Array(#"{"a":"\#(number)"}"#.utf8)
      names.insert(String(decoding: namer.index(of: event.span), as: UTF8.self))
    }
    #expect(names.count == IndexNamer.mostNames + 1)
    #expect(names.contains("x-generic"))
  }

  @Test(
    "a login is shown as its kind wants it",
    arguments: [
      (Credentials.none, nil), (.basic(user: "a", password: "b"), "Basic YTpi"),
      (.apiKey("id:key"), "ApiKey aWQ6a2V5"), (.apiKey("aWQ6a2V5"), "ApiKey aWQ6a2V5"),
      (.bearer("t"), "Bearer t"),
    ] as [(Credentials, String?)])
  func authorization(credentials: Credentials, expected: String?) {
    #expect(credentials.authorization == expected)
  }

  @Test("no bytes make the reader of replies crash", arguments: 0..<300)
  func hostileReplies(round: Int) {
    var bytes =
      Array(
        #"{"errors":true,"items":[{"create":{"status":201}},{"create":{"status":400,"#.utf8)
      + Array(#""error":{"type":"a","reason":"b","caused_by":{"reason":"c"}}}}]}"#.utf8)
    for _ in 0..<Int.random(in: 1...4) {
      switch Int.random(in: 0..<3) {
      case 0: bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255)
      case 1: bytes.remove(at: Int.random(in: 0..<bytes.count))
      default: bytes.insert(contentsOf: "[{\"".utf8, at: Int.random(in: 0...bytes.count))
      }
    }
    if let reply = BulkReply(bytes.span) { #expect(reply.items.allSatisfy { $0.status != 0 }) }
  }

  @Test("a reply counts only when it is whole, from its first byte to its last")
  func truncatedReplies() {
    let whole = Array(#"{"errors":false,"items":[{"create":{"status":201}}]}"#.utf8)
    for count in 0..<whole.count {
      let part = Array(whole.prefix(count))
      #expect(BulkReply(part.span) == nil)
    }
    #expect(BulkReply(whole.span)?.items.map(\.status) == [201])
  }
}
