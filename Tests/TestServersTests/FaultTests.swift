import Testing

@testable import TestServers

@Suite("double: faults")
struct FaultTests {
  private func reply(_ name: String, _ service: DoubleService) -> HTTPReply {
    let body =
      "{\"create\":{\"_index\":\"a\",\"_id\":\"1\"}}\n{}\n{\"create\":{\"_index\":\"a\",\"_id\":\"2\"}}\n{}\n"
    return service.reply(
      HTTPRequest(
        method: "POST", target: "/_bulk", headers: ["content-type": "application/x-ndjson"],
        body: body))
  }

  private func service(_ name: String) throws -> DoubleService {
    let asked = Asked()
    try asked.service.plan.change([
      "requests": [["fault": .string(name), "times": 1]], "retry_after": 7,
    ])
    return asked.service
  }

  @Test(
    "a status instead of an answer leaves nothing kept",
    arguments: ["400", "401", "403", "404", "408", "413", "429", "500", "502", "503", "504"])
  func statuses(name: String) throws {
    let service = try service(name)
    guard case .answer(let status, _, let headers) = reply(name, service) else {
      Issue.record("no answer")
      return
    }
    #expect(String(status) == name)
    #expect((headers["Retry-After"] == "7") == ["429", "503"].contains(name))
    #expect(service.record.created == 0)
    #expect(service.record.faults == [name: 1])
    // Once is enough.
    _ = reply(name, service)
    #expect(service.record.created == 2)
  }

  @Test(
    "a reply that is spoilt is one to documents that were kept",
    arguments: [
      "empty", "garbage", "truncated", "short", "long", "no-status", "reset-after",
      "hang-up-after", "cut", "dribble",
    ])
  func spoilt(name: String) throws {
    let service = try service(name)
    let spoilt = reply(name, service)
    #expect(service.record.created == 2)
    guard case .answer(200, let text, _) = spoilt else { return }
    let items = JSON(parsing: text)?["items"]?.items
    #expect((items?.compactMap { $0["create", "status"] }.count ?? 0) != 2)
  }

  @Test(
    "a connection that is closed before leaves nothing kept",
    arguments: ["reset-before", "hang-up-before"])
  func before(name: String) throws {
    let service = try service(name)
    _ = reply(name, service)
    #expect(service.record.created == 0)
  }

  @Test("every fault has a name that is known, and no other is taken")
  func names() throws {
    let plan = FaultPlan(Faults(), seed: 1)
    for name in Faults.requestNames { try plan.change(["requests": [.string(name)]]) }
    for name in Faults.itemNames { try plan.change(["items": [.string(name)]]) }
    #expect(throws: Faults.Unknown.self) { try plan.change(["requests": ["flood"]]) }
    #expect(throws: Faults.Unknown.self) { try plan.change(["request": []]) }
    #expect(throws: Faults.Unknown.self) { try Faults.rule(parsing: "429=2", Faults.itemNames) }
    let rule = try Faults.rule(parsing: "400=0.5:poison: x", Faults.itemNames)
    #expect(rule.probability == 0.5)
    #expect(rule.containing == "poison: x")
  }

  @Test("documents are refused by chance, or by what they contain, and the others kept")
  func items() throws {
    let ask = Asked()
    try ask.service.plan.change([
      "items": [
        ["fault": "400", "containing": "poison"], ["fault": "429", "probability": .decimal(0.5)],
      ]
    ])
    let documents = (0..<200).map {
      "{\"create\":{\"_index\":\"a\"}}\n{\"n\":\"\($0 == 7 ? "poison" : "good")\"}\n"
    }
    let answer = ask("POST", "/_bulk", documents.joined())
    #expect(answer.statuses[7] == 400)
    #expect((60...140).contains(answer.statuses.count { $0 == 429 }))
    #expect(ask.service.record.created == answer.statuses.count { $0 == 201 })
  }

  @Test("a queue takes what it has room for, and makes wait for it")
  func queue() throws {
    let ask = Asked()
    try ask.service.plan.change(["queue": ["capacity": 10, "rate": 100]])
    let body = String(repeating: "{\"create\":{\"_index\":\"a\"}}\n{}\n", count: 10)
    let request = HTTPRequest(
      method: "POST", target: "/_bulk", headers: ["content-type": "application/json"], body: body)
    guard case .after(let milliseconds, _) = ask.service.reply(request) else {
      Issue.record("no waiting")
      return
    }
    #expect((50...100).contains(milliseconds))
    #expect(Set(ask("POST", "/_bulk", body).statuses) == [429])
  }

  @Test("a server may be down, let nobody in, or take less, for as long as it is told")
  func states() {
    let ask = Asked()
    func change(_ json: String) -> Int { ask("POST", "/_double/faults", json).status }
    #expect(change(#"{"down":true}"#) == 200)
    #expect(ask("GET", "/").status == 0)
    #expect(change(#"{"down":false,"unauthorized":true}"#) == 200)
    #expect(ask.create("a", "{}").status == 401)
    #expect(change(#"{"unauthorized":false,"max_body_bytes":10}"#) == 200)
    #expect(ask.create("a", "{}").status == 413)
    #expect(change(#"{"nonsense":1}"#) == 400)
    #expect(ask("DELETE", "/_double/faults").status == 200)
    #expect(ask.create("a", "{}").status == 200)
    #expect(ask("GET", "/_double/stats").json["documents"] == 1)
  }

  @Test("what happened is to be read")
  func record() {
    let ask = Asked { $0.keeping = .digests(fields: ["log.file.path", "log.offset"]) }
    let source = #"{"log":{"file":{"path":"a\"b.log"},"offset":12},"message":"x"}"#
    _ = ask.create("a", source, source)
    _ = ask.create("a", source)
    let stats = ask("GET", "/_double/stats").json
    #expect(stats["created"] == 2)
    #expect(stats["conflicts"] == 1)
    #expect(stats["indices", "a"] == 2)
    #expect(ask("GET", "/_double/ids?index=a").text == "0\n1\n")
    let lines = ask("GET", "/_double/documents").text.split(separator: "\n")
    let document = lines.first.flatMap { JSON(parsing: Array($0.utf8)) }
    #expect(document?["fields", "log.file.path"] == "a\"b.log")
    #expect(document?["fields", "log.offset"] == 12)
    #expect(document?["hash"]?.text == ByteHash.text(of: source))
    #expect(ask("GET", "/_double/requests").json.items?.count == 2)
    #expect(ask("POST", "/_double/reset").status == 200)
    #expect(ask("GET", "/_double/stats").json["documents"] == 0)
  }
}
