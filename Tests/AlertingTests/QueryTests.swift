import Alerting
import Testing

@Suite("Queries of rules")
struct QueryTests {
  private static let event = """
    "event":{"code":"04504","severity":4},"host":{"name":"sip-1"},"sip":{"method":"INVITE","status":486},\
    "message":"Connection to Desk-2 was Lost","tags":["a","b c"],"flag":true,"empty":"","none":null,\
    "user.name":"ann","at":"2026-02-01T10:00:00Z","esc":"a\\"b\\u00e9"
    """

  private static func passes(_ filter: String) throws -> Bool {
    let engine = try Rules.engine("type: any\nrealert: 0s\nfilter:\n- \(filter)\n")
    return !engine.take(Events.event(0, event)).isEmpty
  }

  @Test(
    "an event passes",
    arguments: [
      "'event.code = 4504 and sip.method = INVITE'", "'event.code in (04504, 1)'",
      "term: {event.code: '04504'}", "term: {sip.status: 486}", "term: {sip.status: '486'}",
      "term: {event.code.keyword: {value: '04504'}}", "term: {flag: true}",
      "term: {user.name: ann}",
      "term: {tags: 'b c'}", "term: {esc: 'a\"bé'}", "terms: {sip.method: [BYE, INVITE]}",
      "range: {sip.status: {gte: 400, lt: 500}}",
      "range: {at: {gte: '2026-01-31', lt: '2026-02-02'}}",
      "range: {host.name: {gt: sip-0}}", "exists: {field: host}", "exists: {field: empty}",
      "wildcard: {host.name: 's?p-*'}", "prefix: {host.name: sip}",
      "regexp: {host.name: 'sip-[0-9]'}",
      "match: {message: 'desk lost'}", "match: {message: {query: 'lost nothing'}}",
      "match_phrase: {message: 'desk-2 WAS lost'}", "match_all: {}",
      "query_string: {query: 'sip.status:[400 TO 499] AND sip.method:INVITE'}",
      "query_string: {query: 'sip.status:>=486'}", "query_string: {query: 'host.name:sip* OR x:1'}",
      "query_string: {query: 'message:\"was lost\" AND NOT sip.method:(BYE OR ACK)'}",
      "query_string: {query: '_exists_:tags'}", "query_string: {query: 'lost'}",
      "query_string: {query: 'host.name:/sip-[0-9]/ && -flag:false'}",
      "query_string: {query: 'nothing here lost'}",
      "bool: {must: [{term: {flag: true}}], must_not: [{term: {event.severity: 3}}]}",
      "bool: {should: [{term: {event.severity: 3}}, {term: {event.severity: 4}}]}",
      "bool: {should: [{term: {a: 1}}, {term: {flag: true}}, {exists: {field: host}}], minimum_should_match: 2}",
      "bool: {filter: {term: {flag: true}}, should: [{term: {a: 1}}]}",
      "query: {query_string: {query: 'event.code:04504'}}", "not: {term: {flag: false}}",
    ])
  func passing(filter: String) throws {
    #expect(try Self.passes(filter))
  }

  @Test(
    "an event does not pass",
    arguments: [
      "'event.code = 4505'", "term: {event.code: '4505'}", "term: {host: sip-1}",
      "term: {none: 'None'}",
      "terms: {sip.method: [BYE]}", "range: {sip.status: {gt: 486}}",
      "range: {host.name: {gte: 5}}",
      "exists: {field: none}", "exists: {field: hosts}", "wildcard: {host.name: 'sip'}",
      "wildcard: {host.name: 'SIP-*'}", "regexp: {host.name: 'sip'}",
      "match_phrase: {message: 'lost was'}",
      "match: {message: {query: 'desk nothing', operator: and}}",
      "query_string: {query: 'sip.status:{486 TO 499]'}", "query_string: {query: 'nothing'}",
      "query_string: {query: 'lost nothing', default_operator: AND}",
      "query_string: {query: 'NOT flag:true'}", "bool: {must_not: [{match_all: {}}]}",
      "bool: {should: [{term: {a: 1}}]}",
    ])
  func failing(filter: String) throws {
    #expect(try !Self.passes(filter))
  }

  @Test(
    "a query with a mistake is refused, with the place and what to do",
    arguments: [
      (
        "trm: {a: 1}",
        "rule.yaml:3:3: the filter cannot be read: there is no form `trm` of a query here\nhelp: did you mean `term`?"
      ),
      (
        "term: {a: [1]}",
        "rule.yaml:3:13: the filter cannot be read: term has one value, not a list\nhelp: use terms"
      ),
      (
        "range: {a: {gte: now-1h}}",
        "rule.yaml:3:15: the filter cannot be read: a time that counts from now would mean another each time\nhelp: leave it out: rules see events as they come"
      ),
      (
        "query_string: {query: 'a:(b'}",
        "rule.yaml:3:17: the filter cannot be read: a parenthesis is not closed\nhelp: close it with )"
      ),
      (
        "query_string: {query: 'a:b~2'}",
        "rule.yaml:3:17: the filter cannot be read: ~ and ^ have no meaning here\nhelp: leave them out: an event matches or not"
      ),
    ])
  func mistakes(filter: String, message: String) {
    #expect(throws: AlertRuleError.self) { try Rules.rule("type: any\nfilter:\n- \(filter)\n") }
    do {
      _ = try Rules.rule("type: any\nfilter:\n- \(filter)\n")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test("an engine of many rules finds what each of them finds alone")
  func dispatch() throws {
    var random = Seeded(11)
    let forms = [
      "'code = 5'", "'code in (5, 007, \"x\")'", "'code = \"x\" or code = 1.0'", "term: {code: 5}",
      "terms: {code: [x, 7]}", "bool: {should: [{term: {code: 5}}, {term: {code: 'true'}}]}",
      "'host = a and code != 5'", "not: {term: {code: 5}}", "query_string: {query: 'code:5'}",
      "'host.name = a'", "term: {host.name: a}",
    ]
    let texts = forms.enumerated().map { index, form in
      "name: r\(index)\ntype: any\nrealert: 0s\nfilter:\n- \(form)\n"
    }
    let rules = try texts.map { try Rules.rule($0) }
    let all = AlertEngine(rules)
    let alone = rules.map { AlertEngine([$0]) }
    let values = [
      "5", "\"5\"", "5.0", "\"05\"", "7", "\"7\"", "1", "\"x\"", "true", "null", "[5,1]",
      "{\"a\":5}",
    ]
    for second in 0..<400 {
      var members = ["\"code\":\(values.randomElement(using: &random) ?? "")"]
      if Bool.random(using: &random) {
        members.append("\"host\":\(Bool.random(using: &random) ? "\"a\"" : "{\"name\":\"a\"}")")
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        members.append("\"host.name\":\"\(Bool.random(using: &random) ? "a" : "b")\"")
      }
      if Int.random(in: 0..<4, using: &random) == 0 { members.append("\"code\":5") }
      let line = Events.event(second, members.joined(separator: ","))
      #expect(all.take(line).count == alone.reduce(0) { $0 + $1.take(line).count }, "\(line)")
    }
  }
}
