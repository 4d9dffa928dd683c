import Foundation
import TestServers
import Testing

@testable import AlertDelivery

@Suite("alerts to web servers")
struct WebhookTests {
  /// What a server got from one dispatcher that sent `notices` there.
  private func requests(
    _ url: (UInt16) -> String, _ notices: [AlertNotice],
    _ reply: @escaping @Sendable (Int) -> HTTPReply = { _ in .answer(200, "ok") }
  ) throws -> (requests: [HTTPRequest], account: AlertAccount) {
    let seen = Collected<HTTPRequest>()
    let server = HTTPServer { request in
      seen.add(request)
      return reply(seen.all.count)
    }
    defer { server.stop() }
    let dispatcher = try AlertDispatcher(
      [AlertOutputSettings(parsing: url(server.port))], .quick(), warning: { _ in })
    for notice in notices { dispatcher.send(notice) }
    let account = try #require(dispatcher.finish(within: .seconds(20)).first)
    return (seen.all, account)
  }

  private func json(_ request: HTTPRequest) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(request.body))
  }

  @Test("a webhook gets the notice as it is, and its match as JSON")
  func plain() throws {
    let (requests, account) = try requests(
      { "webhook+http://127.0.0.1:\($0)/hook?key=1" }, [.sample()])
    let request = try #require(requests.first)
    #expect(request.method == "POST")
    #expect(request.target == "/hook?key=1")
    #expect(request.headers["content-type"] == "application/json")
    let body = try #require(try json(request) as? [String: Any])
    #expect((body["rule"] as? [String: String])?["name"] == "Trunk silent")
    let alert = try #require(body["alert"] as? [String: Any])
    #expect(((alert["match"] as? [String: Any])?["host"] as? [String: String])?["name"] == "sip-1")
    #expect(alert["text"] as? String == AlertNotice.sample().text)
    #expect(account.taken == 1)
  }

  @Test("Slack gets a text and an attachment, its three special characters escaped")
  func slack() throws {
    let (requests, _) = try requests(
      { "slack+http://127.0.0.1:\($0)/services/T/B/x" }, [.sample(), .sample("a1", .resolved)])
    let fired = try #require(try json(requests[0]) as? [String: Any])
    #expect(fired["text"] as? String == "No INVITE over trunk-1")
    let attachment = try #require((fired["attachments"] as? [[String: Any]])?.first)
    #expect(
      attachment["text"] as? String == "Nothing for 5 minutes.\nSee &lt;SBC&gt; &amp; \"co\".")
    #expect(attachment["ts"] as? Int == 1_768_208_400)
    let resolved = try #require(try json(requests[1]) as? [String: Any])
    #expect(resolved["text"] as? String == "Resolved: No INVITE over trunk-1")
  }

  @Test("Teams gets a message with an Adaptive Card")
  func teams() throws {
    let (requests, _) = try requests({ "teams+http://127.0.0.1:\($0)/workflows/x" }, [.sample()])
    let message = try #require(try json(requests[0]) as? [String: Any])
    #expect(message["type"] as? String == "message")
    let card = try #require((message["attachments"] as? [[String: Any]])?.first)
    #expect(card["contentType"] as? String == "application/vnd.microsoft.card.adaptive")
    let content = try #require(card["content"] as? [String: Any])
    #expect(
      (content["body"] as? [[String: Any]])?.first?["text"] as? String == "No INVITE over trunk-1")
  }

  @Test("Alertmanager gets a list of one alert at /api/v2/alerts, with its end when it is over")
  func alertmanager() throws {
    let (requests, _) = try requests(
      { "alertmanager+http://127.0.0.1:\($0)" }, [.sample(), .sample("a1", .resolved)])
    #expect(requests.map(\.target) == ["/api/v2/alerts", "/api/v2/alerts"])
    let alerts = try requests.map { try #require(try json($0) as? [[String: Any]]).first }
    #expect(
      alerts.map { $0?["labels"] as? [String: String] }
        == Array(
          repeating: ["alertname": "Trunk silent", "severity": "major", "key": "trunk-1"], count: 2)
    )
    #expect(alerts[0]?["startsAt"] as? String == "2026-01-12T09:00:00.000Z")
    #expect(alerts[1]?["endsAt"] as? String == "2026-01-12T09:00:00.000Z")
  }

  @Test("an index gets a document under the alert's id; one that is there already counts as taken")
  func index() throws {
    let (requests, account) = try requests(
      { "http://elastic:secret@127.0.0.1:\($0)/genlog-alerts" },
      [.sample(), .sample("a1", .resolved)], { .answer($0 == 1 ? 201 : 409, "{}") })
    #expect(
      requests.map(\.target)
        == ["/genlog-alerts/_create/a1-firing", "/genlog-alerts/_create/a1-resolved"])
    #expect(requests[0].headers["authorization"] == "Basic ZWxhc3RpYzpzZWNyZXQ=")
    #expect(account.taken == 2)
    #expect(account.dead == 0)
  }

  @Test("a server that is not well is asked again; one that refuses is not")
  func retries() throws {
    let (requests, account) = try requests(
      { "webhook+http://127.0.0.1:\($0)/" }, [.sample(), .sample("a2")],
      {
        [.answer(503, "busy"), .answer(429, ""), .answer(200, ""), .answer(400, "bad")][
          min($0 - 1, 3)]
      })
    #expect(requests.count == 4)
    #expect(account.taken == 1)
    #expect(account.retries == 2)
    #expect(account.dead == 1)
  }

  @Test("a notice that comes twice is sent once")
  func repeated() throws {
    let (requests, account) = try requests(
      { "webhook+http://127.0.0.1:\($0)/" }, [.sample(), .sample(), .sample("a1", .resolved)])
    #expect(requests.count == 2)
    #expect(account.repeated == 1)
  }
}
