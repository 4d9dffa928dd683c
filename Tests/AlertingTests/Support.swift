import Alerting
import YAMLReading

/// Numbers that are the same in each run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// Rules and engines of tests.
enum Rules {
  /// The rule of a text.
  static func rule(_ yaml: String, mode: RuleMode? = nil) throws(AlertRuleError) -> AlertRule {
    var reader = AlertRuleReader(file: "rule.yaml", files: .none, mode: mode)
    return try reader.read(yaml)
  }

  /// An engine with the rules of texts.
  static func engine(_ yaml: String..., mode: RuleMode? = nil) throws(AlertRuleError) -> AlertEngine
  {
    var rules: [AlertRule] = []
    for text in yaml { rules.append(try rule(text, mode: mode)) }
    return AlertEngine(rules)
  }
}

extension AlertEngine {
  /// Evaluates one line as a stream has them; returns the alerts in short.
  func take(_ line: String) -> [String] {
    var alerts: [String] = []
    let bytes = Array(line.utf8)
    if let tick = JSONTree(json: bytes)?.object?["$tick"]?.text {
      self.tick(EventInstant(Array(tick.utf8)) ?? EventInstant(microseconds: 0)) {
        alerts.append($0.short)
      }
    } else {
      _ = deliver([0..<bytes.count], of: bytes) { alerts.append($0.short) }
    }
    return alerts
  }

  /// Evaluates events at seconds of a minute, each with members as JSON.
  func take(_ events: [(second: Int, members: String)]) -> [String] {
    events.flatMap { take(Events.event($0.second, $0.members)) }
  }
}

/// Events of tests.
enum Events {
  /// `2026-03-01T12:MM:SSZ`.
  static func time(_ second: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "2026-03-01T\(two(12 + second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
  }

  /// An event at a second, with members as JSON.
  static func event(_ second: Int, _ members: String = "") -> String {
    "{\"@timestamp\":\"\(time(second))\"\(members.isEmpty ? "" : "," + members)}"
  }
}

extension Alert {
  /// `firing 12:00:05 sip-1`.
  var short: String {
    let clock = time.map { String(EventInstant(microseconds: $0).shown.dropFirst(11).dropLast()) }
    let parts = [status.rawValue, clock, key.map { $0.text ?? $0.json }]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}
