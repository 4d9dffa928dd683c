import Foundation
import Synchronization
import TestServers
import Testing

@Suite("genlog alert run --notify")
struct AlertSendingTests {
  private static let rule = """
    name: refused
    type: frequency
    filter: event.code = 04504
    query_key: host.name
    num_events: 2
    timeframe: {seconds: 30}
    severity: major
    alert_subject: "{0} lost {1} connections {{!}}"
    alert_subject_args: [host.name, num_events]

    """

  private static let events = [1, 3].map { second in
    "{\"@timestamp\":\"2026-03-01T12:00:0\(second)Z\",\"event\":{\"code\":\"04504\"},"
      + "\"host\":{\"name\":\"sip-1\"},\"message\":\"Connection <\(second)> lost\"}\n"
  }.joined()

  private func program(_ more: String = "") throws -> Program {
    let program = try Program()
    try program.write("rule.yaml", Self.rule + more)
    try program.write("events.ndjson", Self.events)
    return program
  }

  private func run(
    _ program: Program, _ options: [String], environment: [String: String] = [:]
  ) throws -> Program.Result {
    try program.run(
      ["alert", "run", "--rules", "rule.yaml"] + options + ["events.ndjson"],
      environment: environment)
  }

  private func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  /// A server that takes all, and what it took.
  private final class Receiver: Sendable {
    private let taken = Mutex<[HTTPRequest]>([])

    func serve() -> HTTPServer {
      HTTPServer { request in
        self.taken.withLock { $0.append(request) }
        return .answer(200, "ok")
      }
    }

    var requests: [HTTPRequest] { taken.withLock { $0 } }
  }

  @Test("an alert reaches Slack with the rule's own subject, why, and what the event says")
  func slack() throws {
    let receiver = Receiver()
    let server = receiver.serve()
    defer { server.stop() }
    let result = try run(
      try program(), ["--notify", "slack+http://127.0.0.1:\(server.port)/services/T0"])
    #expect(result.errors == "")
    #expect(result.status == 0)
    #expect(result.output == "")
    let request = try #require(receiver.requests.first)
    #expect(receiver.requests.count == 1)
    #expect(request.target == "/services/T0")
    let body = try object(request.body)
    #expect(body["text"] as? String == "sip-1 lost 2 connections {!}")
    let attachment = try #require((body["attachments"] as? [[String: Any]])?.first)
    #expect(
      attachment["text"] as? String == "2 events within 30s\n\nConnection &lt;3&gt; lost")
    let fields = try #require(attachment["fields"] as? [[String: Any]])
    #expect(
      fields.compactMap { $0["value"] as? String } == [
        "refused", "major", "2026-03-01T12:00:03.000Z", "sip-1",
      ])
  }

  @Test("a file and a program get the same alert, and - prints it as well")
  func several() throws {
    let program = try program()
    try program.write("take.sh", "#!/bin/sh\ncat > taken.json\n")
    chmod(program.path("take.sh"), 0o755)
    let result = try run(
      program, ["--notify", "alerts.ndjson", "--notify", "exec:./take.sh", "--notify", "-"])
    #expect(result.errors == "")
    #expect(result.status == 0)
    #expect(result.lines.count == 1)
    let line = try program.read("alerts.ndjson")
    #expect(try program.read("taken.json") == line)
    let alert = try object(Array(line.utf8))
    #expect(alert.value("alert.state") as? String == "firing")
    #expect(alert.value("alert.key") as? String == "sip-1")
    #expect(alert.value("alert.match.event.code") as? String == "04504")
    #expect((alert.value("event.id") as? String)?.hasSuffix("-1") == true)
    #expect(!FileManager.default.fileExists(atPath: program.path("genlog-dead-alerts.ndjson")))
  }

  @Test("a text that names no output ends the run with 2 before it begins")
  func wrongDestination() throws {
    let result = try run(try program(), ["--notify", "pigeon://roof"])
    #expect(result.status == 2)
    #expect(
      result.errors.hasPrefix(
        "genlog: error: --notify pigeon://roof: pigeon:// is no output that is known\nhelp: "))
    #expect(try run(try program(), ["--notify", "a.ndjson", "--rate", "0"]).status != 0)
    let none = try run(try program(), ["--notify", "rules"])
    #expect(none.status == 2)
    let foreign = try program("alert: slack\n")
    #expect(try run(foreign, ["--notify", "a.ndjson"]).status == 0)
    #expect(try run(foreign, ["--notify", "rules"]).status == 2)
    #expect(none.errors.contains("--notify rules: no rule names an output\nhelp: "))
  }

  @Test("an alert that found no taker is in the dead-letter file, and the run ends with 4")
  func deadLetters() throws {
    let server = HTTPServer { _ in .answer(403, "no_team") }
    defer { server.stop() }
    let program = try program()
    let result = try run(
      program,
      [
        "--notify", "slack+http://127.0.0.1:\(server.port)/x", "--dead-alerts", "dead.ndjson",
        "--state", "state.json",
      ])
    #expect(result.status == 4)
    #expect(result.errors.contains("alerts that found no taker: 1; they are in dead.ndjson"))
    let letter = try object(Array(try program.read("dead.ndjson").utf8))
    #expect(letter.value("event.rule.name") as? String == "refused")
    #expect(FileManager.default.fileExists(atPath: program.path("state.json")))
  }

  @Test("--notify rules sends to what rules name under alert, and nothing else does")
  func rules() throws {
    let receiver = Receiver()
    let server = receiver.serve()
    defer { server.stop() }
    let program = try program(
      """
      alert: [post, command, "own.ndjson"]
      http_post_url: http://127.0.0.1:\(server.port)/in
      http_post_headers: {X-Team: voice}
      command: ["./take.sh", "%(host.name)s"]
      pipe_match_json: true

      """)
    try program.write("take.sh", "#!/bin/sh\ncat > \"$1.json\"\n")
    chmod(program.path("take.sh"), 0o755)
    #expect(try run(program, []).lines.count == 1)
    #expect(receiver.requests.isEmpty)
    let result = try run(program, ["--notify", "rules"])
    #expect(result.errors == "")
    #expect(result.status == 0)
    let request = try #require(receiver.requests.first)
    #expect(request.headers["x-team"] == "voice")
    let match = try object(request.body)
    #expect(match.value("event.code") as? String == "04504")
    let piped = try JSONSerialization.jsonObject(
      with: Data(try program.read("sip-1.json").utf8))
    #expect((piped as? [[String: Any]])?.first?.value("host.name") as? String == "sip-1")
    #expect(try program.read("own.ndjson").contains("\"rule\":{\"name\":\"refused\"}"))
  }

  @Test("alert check names mistakes in outputs and texts with their places")
  func check() throws {
    func errors(_ more: String) throws -> String {
      try program(more).run(["alert", "check", "rule.yaml"]).errors
    }
    #expect(
      try errors("alert: slack\n") == """
        genlog: error: rule.yaml:10:1: the output `slack` needs `slack_webhook_url`
        help: add `slack_webhook_url:`

        """)
    #expect(
      try errors("alert: email\nemail: nobody\n").hasPrefix(
        "genlog: error: rule.yaml:11:1: `email` cannot be `nobody`\nhelp: write name@example.com"))
    #expect(
      try errors("alert: command\ncommand: rm -r x\n").hasPrefix(
        "genlog: error: rule.yaml:11:1: `command` cannot be `rm -r x`"))
    #expect(
      try errors("alert_text: '{3}'\nalert_text_args: [a]\n").hasPrefix(
        "genlog: error: rule.yaml:10:1: `alert_text` asks for 4 values, and `alert_text_args` has 1"
      )
    )
    #expect(
      try errors("alert: [jira]\nslack_username_override: x\n") == """
        genlog: warning: rule.yaml:10:1: the output `jira` is passed over: known are `slack`, `ms_teams`, \
        `ms_power_automate`, `alertmanager`, `email`, `command`, `post`, `post2`, `debug`, and texts like those of \
        --notify
        genlog: warning: rule.yaml:11:1: `slack_username_override` is passed over: no output of the rule has such an \
        option

        """)
  }

  @Test("a user in a URL logs in with the password of the environment")
  func password() throws {
    let receiver = Receiver()
    let server = receiver.serve()
    defer { server.stop() }
    let result = try run(
      try program(), ["--notify", "webhook+http://ops@127.0.0.1:\(server.port)/in"],
      environment: ["GENLOG_ALERT_PASSWORD": "sesame"])
    #expect(result.status == 0)
    let login = "Basic " + Data("ops:sesame".utf8).base64EncodedString()
    #expect(receiver.requests.first?.headers["authorization"] == login)
  }
}
