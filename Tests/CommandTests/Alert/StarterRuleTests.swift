import Foundation
import Testing

/// The rules in `samples/rules`, each on the events beside it, which hold what must fire and what must not.
@Suite("samples/rules")
struct StarterRuleTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("samples/rules")

  /// What each rule says of its events: time, status and key.
  private static let expected: [String: [String]] = [
    // DBS_Config is lost three times too, but not within five minutes.
    "lost-connections": [
      "2026-03-02T09:04:00Z firing Stat_Server_1", "2026-03-02T09:05:00Z resolved Stat_Server_1",
    ],
    // DBS_Config, and Stat_Server_1 for SCS_1, are back after twenty seconds.
    "pair-connection": [
      "2026-03-02T09:01:00Z firing URS_1, Stat_Server_1",
      "2026-03-02T09:03:00Z resolved URS_1, Stat_Server_1",
    ],
    // The other trunk goes on, and a BYE is no call.
    "trunk-silent": [
      "2026-03-02T09:08:00Z firing 192.0.2.20", "2026-03-02T09:13:00Z resolved 192.0.2.20",
    ],
    // Six a minute before and afterwards are what is usual.
    "registration-storm": ["2026-03-02T09:04:26Z firing -", "2026-03-02T09:05:06Z resolved -"],
    // The other trunk has a 404 now and then, and as many 487 as this one 503.
    "sip-errors": [
      "2026-03-02T09:13:55Z firing 192.0.2.20", "2026-03-02T09:17:10Z resolved 192.0.2.20",
    ],
    // 08:00 and 17:59 are office hours, and the robot may do it at night.
    "config-out-of-hours": [
      "2026-03-02T03:05:03.451Z firing r.moss, default",
      "2026-03-02T18:00:03.451Z firing j.barber, default",
    ],
    // Its partner becomes backup, and another one starts.
    "ha-switch-over": ["2026-03-02T09:10:00.260Z firing Stat_Server_2"],
    // The first message of each server is no change, nor is the same one once more.
    "ha-mode": [
      "2026-03-02T10:00:00Z firing SIP_Server_1, nw-sip-02",
      "2026-03-02T10:06:40Z firing SIP_Server_1, nw-sip-01",
    ],
    // A licence file that is used, and a violation that is over, are no violation; the same again within an hour is silent.
    "licence-exhausted": ["2026-03-02T09:01:00Z firing OCS_1"],
    // The other queue has fifteen calls a minute.
    "queue-flood": [
      "2026-03-02T09:00:47.500Z firing 7000", "2026-03-02T09:03:25Z resolved 7000",
    ],
  ]

  private static func path(_ name: String) -> String {
    folder.appendingPathComponent(name).path
  }

  private func alerts(_ rules: String, _ name: String) throws -> [[String: Any]] {
    let result = try Program().run([
      "alert", "run", "--rules", rules, "--format", "ndjson", Self.path(name + ".ndjson"),
    ])
    #expect(result.status == 0)
    #expect(result.errors == "")
    return try result.events()
  }

  private func shown(_ alert: [String: Any]) -> String {
    "\(alert.text("@timestamp") ?? "") \(alert.text("status") ?? "") \(alert.text("key") ?? "-")"
  }

  @Test("each has events beside it, and an expectation here")
  func complete() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    let rules = Self.expected.keys
    #expect(names == (rules.map { $0 + ".yml" } + rules.map { $0 + ".ndjson" }).sorted())
  }

  @Test("they are well formed, and no option is passed over")
  func check() throws {
    let result = try Program().run(["alert", "check", "--strict", Self.folder.path])
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.hasPrefix("\(Self.expected.count) rules: "))
  }

  @Test(
    "each fires on its events where it has to, and nowhere else", arguments: expected.keys.sorted())
  func fires(_ name: String) throws {
    let found = try alerts(Self.path(name + ".yml"), name).map(shown)
    #expect(found == Self.expected[name])
  }

  @Test("none fires on the events of another one", arguments: expected.keys.sorted())
  func others(_ name: String) throws {
    let found = try alerts(Self.folder.path, name).map(shown)
    #expect(found == Self.expected[name])
  }

  @Test(
    "each says what it means, how bad it is and what to do, and what its texts name is there",
    arguments: expected.keys.sorted())
  func texts(_ name: String) throws {
    let rule = try String(
      contentsOf: Self.folder.appendingPathComponent(name + ".yml"), encoding: .utf8)
    for option in [
      "name", "description", "priority", "realert", "alert_subject", "alert_subject_args",
      "alert_text", "alert_text_args",
    ] {
      #expect(rule.contains("\n\(option): ") || rule.hasPrefix("\(option): "), "\(option)")
    }
    #expect(rule.contains("What to do: "))
    let alert = try #require(try alerts(Self.path(name + ".yml"), name).first)
    for list in rule.matches(of: /alert_(?:subject|text)_args: \[(.+)\]/) {
      for field in list.1.components(separatedBy: ", ") {
        let match = alert["match"] as? [String: Any]
        #expect(match?[field] != nil || match?.value(field) != nil, "\(field)")
      }
    }
  }
}
