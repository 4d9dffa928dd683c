import AlertDelivery
import Alerting
import Delivery
import Testing

@testable import Pipeline

/// The same numbers in every run.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}

@Suite("the words of an alert")
struct NoticeWordingTests {
  private func rule(_ options: String) throws -> AlertRule {
    var reader = AlertRuleReader(file: "rule.yaml", files: .none)
    return try reader.read("name: r\ntype: any\nrealert: 0s\n" + options)
  }

  private func notices(
    _ options: String, _ events: [String] = [#"{"@timestamp":"2026-03-01T12:00:00Z","a":{"b":1}}"#]
  ) throws -> [AlertNotice] {
    let rule = try rule(options)
    let wording = try NoticeWording(rule)
    let engine = AlertEngine([rule])
    var notices: [AlertNotice] = []
    for event in events {
      let bytes = Array(event.utf8)
      #expect(engine.deliver([bytes.indices], of: bytes) { notices.append(wording.notice($0)) })
    }
    return notices
  }

  @Test("without options the subject is the rule and its key, the text is why and the message")
  func usual() throws {
    let event = #"{"@timestamp":"2026-03-01T12:00:00Z","host":"h","message":"m"}"#
    let notice = try #require(try notices("query_key: host", [event]).first)
    #expect(notice.subject == "r: h")
    #expect(notice.key == "h")
    #expect(notice.text.hasSuffix("\n\nm"))
    #expect(notice.severity == .warning)
    #expect(notice.time == 1_772_366_400_000_000)
    #expect(notice.id.hasSuffix("-1"))
  }

  @Test("two events of one time are two alerts to a receiver, and one event is one in each run")
  func ids() throws {
    let events = [1, 2].map { #"{"@timestamp":"2026-03-01T12:00:00Z","n":\#($0)}"# }
    let ids = try notices("", events).map(\.id)
    #expect(Set(ids).count == 2)
    #expect(try notices("", events).map(\.id) == ids)
    let held = try notices("keep_firing_for: 1m", events).map(\.id)
    #expect(held.map { $0.suffix(2) } == ["-1", "-2"])
    #expect(Set(held.map { $0.dropLast(2) }).count == 1)
  }

  @Test("arguments are fields, else options of the rule, else alert_missing_value")
  func arguments() throws {
    let options = """
      owner: voice
      alert_missing_value: none
      alert_text_type: alert_text_only
      alert_text: "{} {1} {0} {2:>5} {{}}"
      alert_text_args: [a.b, owner, c]
      """
    #expect(try notices(options).first?.text == "1 voice 1 none {}")
    let named = """
      alert_text_type: alert_text_only
      alert_text: "{x}, {y}"
      alert_text_kw: {a.b: x, nothing: y}
      """
    #expect(try notices(named).first?.text == "1, <MISSING VALUE>")
    let plain = "alert_text_type: alert_text_only\nalert_text: '{0} stays'"
    #expect(try notices(plain).first?.text == "{0} stays")
  }

  @Test("a rule's own text is followed by why and the fields, as alert_text_type says")
  func extent() throws {
    let all = try #require(try notices("alert_text: T").first?.text)
    #expect(all.hasPrefix("T\n\n"))
    #expect(all.contains("@timestamp: 2026-03-01T12:00:00Z\na: {\n    \"b\": 1\n}"))
    let why = try #require(
      try notices("alert_text: T\nalert_text_type: exclude_fields").first?.text)
    #expect(all.hasPrefix(why))
    #expect(!why.contains("@timestamp"))
  }

  @Test("severity is what the rule says, or follows from its priority")
  func severity() throws {
    let cases: [(String, AlertNotice.Severity)] = [
      ("priority: 4", .critical), ("priority: 3", .major), ("priority: 2", .warning),
      ("priority: 1", .info), ("severity: major\npriority: 1", .major),
    ]
    for (option, severity) in cases {
      #expect(try notices(option).first?.severity == severity, "\(option)")
    }
    #expect(throws: AlertRuleError.self) { try NoticeWording(try rule("severity: bad")) }
  }

  @Test("texts with braces that mean nothing are mistakes")
  func badFormats() throws {
    for text in ["{", "}", "{1}", "{name}", "{99999999999999999999}"] {
      #expect(throws: AlertRuleError.self, "\(text)") {
        try NoticeWording(try rule("alert_subject: \"\(text)\"\nalert_subject_args: [a]"))
      }
    }
  }

  @Test("no text of random braces brings a format down")
  func randomFormats() {
    var random = Seeded(state: 9)
    for _ in 0..<2000 {
      let text = String(
        (0..<Int.random(in: 0..<12, using: &random)).map { _ in
          "{}{}01a:!é".randomElement(using: &random) ?? "x"
        })
      guard let format = try? ArgumentFormat(text) else { continue }
      #expect(format.placeCount <= 1000)
      _ = format.text(["v"], [:])
    }
  }
}

@Suite("outputs that rules name")
struct RuleOutputsTests {
  private func outputs(_ options: String) throws -> RuleOutputs {
    var reader = AlertRuleReader(file: "rule.yaml", files: .none)
    let rule = try reader.read("name: r\ntype: any\n" + options)
    return try RuleOutputs(rule, password: "pw") { path, _ in
      path == "auth.yaml"
        ? .success("user: u\npassword: p\n")
        : .failure(RuleFileProblem(reason: "there is no such file"))
    }
  }

  @Test("each of ElastAlert's names is the output that its options describe")
  func names() throws {
    let outputs = try outputs(
      """
      alert:
      - slack
      - ms_teams: {ms_teams_webhook_url: "https://teams.example.com/x"}
      - alertmanager
      - email
      - command
      - syslog://loghost.example.com
      slack_webhook_url: [https://a.example.com/1, https://a.example.com/2]
      alertmanager_hosts: "am.example.com:9093"
      email: [ops@example.com]
      cc: more@example.com
      smtp_host: mail.example.com
      smtp_ssl: true
      smtp_auth_file: auth.yaml
      from_addr: genlog@example.com
      command: [/bin/echo, "%(a)s"]
      pipe_alert_text: true
      """)
    #expect(outputs.warnings.isEmpty)
    #expect(
      outputs.settings.map(\.name) == [
        "slack at https://a.example.com", "slack at https://a.example.com",
        "teams at https://teams.example.com", "alertmanager at http://am.example.com:9093",
        "mail by mail.example.com", "/bin/echo", "syslog at loghost.example.com:514",
      ])
    guard case .mail(let mail) = outputs.settings[4] else {
      Issue.record("no mail")
      return
    }
    #expect(mail.recipients == ["ops@example.com", "more@example.com"])
    #expect(mail.server.user == "u")
    #expect(mail.server.password == "p")
    #expect(mail.server.security == .tls)
    #expect(outputs.settings[5] == .command(CommandSettings(["/bin/echo", "%(a)s"], input: .text)))
  }

  @Test("what cannot be an output is a mistake at its place")
  func mistakes() {
    for options in [
      "alert: slack", "alert: slack\nslack_webhook_url: 7", "alert: [[]]", "alert: {slack: {}}",
      "alert: email\nemail: a@b\nfrom_addr: 'x> y@z'", "alert: gopher://x",
      "alert: email\nemail: a@b\nsmtp_port: 0",
      "alert: email\nemail: a@b\nsmtp_auth_file: other.yaml", "alert: command\ncommand: rm -r /x",
      "alert: post\nhttp_post_url: http://x.example.com\nhttp_post_headers: {a: \"b\\nc\"}",
    ] {
      #expect(throws: AlertRuleError.self, "\(options)") { try outputs(options) }
    }
  }

  @Test("no values of random kinds bring the reading of outputs down")
  func random() throws {
    var random = Seeded(state: 10)
    let keys = [
      "slack_webhook_url", "alertmanager_hosts", "email", "cc", "from_addr", "smtp_port",
      "smtp_ssl", "smtp_auth_file", "command", "pipe_match_json", "http_post_url",
      "http_post_headers", "ms_teams_webhook_url", "severity", "alert_text", "alert_text_args",
      "alert_text_kw", "alert_subject", "alert_text_type", "priority",
    ]
    let values = [
      "x", "[]", "{}", "[a, 1]", "{a: {b: c}}", "true", "-1", "99999999999999999999", "~",
      "'http://h:0'", "a@b", "auth.yaml", "'{0}'", "'{'", "[[[]]]", "'://'", "'%{a}'",
    ]
    let names = RuleOutputs.names + ["-", "exec:", "snmp://", "a/b", "{slack: 1}", "[]", "7"]
    for _ in 0..<2000 {
      var options: [String: String] = [:]
      for _ in 0..<4 {
        options[keys.randomElement(using: &random) ?? ""] = values.randomElement(using: &random)
      }
      let alert = (0..<2).compactMap { _ in names.randomElement(using: &random) }
      let text =
        "alert: [\(alert.map { $0.hasPrefix("{") || $0 == "[]" ? $0 : "'\($0)'" }.joined(separator: ", "))]\n"
        + options.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
      var reader = AlertRuleReader(file: "rule.yaml", files: .none)
      guard let rule = try? reader.read("name: r\ntype: any\n" + text) else { continue }
      _ = try? NoticeWording(rule)
      _ = try? outputs(text)
    }
  }
}
