import AlertDelivery
import Alerting

/// How many alerts there were, by rule, and what became of their notices, by output.
struct AlertFigures: Sendable, Equatable {
  /// Alerts of one rule.
  struct Rule: Sendable, Equatable {
    /// Things that happened or began.
    var firing = 0
    /// Things that ended.
    var resolved = 0
  }

  /// Notices to one output.
  struct Output: Sendable, Equatable {
    /// Those that it took.
    var taken = 0
    /// Times that one was tried again.
    var retries = 0
    /// Those that found no taker.
    var dead = 0
  }

  /// By the rule's name.
  private(set) var rules: [String: Rule] = [:]
  /// By the output's name, which has no secrets in it.
  private(set) var outputs: [String: Output] = [:]

  /// All alerts.
  var firing: Int { rules.values.reduce(0) { $0 + $1.firing } }
  /// All ends of alerts.
  var resolved: Int { rules.values.reduce(0) { $0 + $1.resolved } }
  /// All notices that were taken.
  var taken: Int { outputs.values.reduce(0) { $0 + $1.taken } }
  /// All notices that found no taker.
  var dead: Int { outputs.values.reduce(0) { $0 + $1.dead } }

  /// Counts an alert.
  mutating func add(_ alert: Alert) {
    add(alert.ruleName, alert.status == .resolved ? Rule(resolved: 1) : Rule(firing: 1))
  }

  /// Adds what became of notices.
  mutating func add(_ account: AlertAccount) {
    add(
      account.output,
      Output(taken: account.taken, retries: account.retries, dead: account.dead))
  }

  /// Adds what was counted elsewhere.
  mutating func add(_ other: AlertFigures) {
    for (name, rule) in other.rules { add(name, rule) }
    for (name, output) in other.outputs { add(name, output) }
  }

  private mutating func add(_ name: String, _ rule: Rule) {
    rules[name, default: Rule()].firing += rule.firing
    rules[name, default: Rule()].resolved += rule.resolved
  }

  private mutating func add(_ name: String, _ output: Output) {
    outputs[name, default: Output()].taken += output.taken
    outputs[name, default: Output()].retries += output.retries
    outputs[name, default: Output()].dead += output.dead
  }
}
