import AlertDelivery
import Alerting
import Event

/// Makes notices of alerts.
struct NoticeMaker {
  /// Prepares for rules, in the order of the engine's.
  init(_ rules: [AlertRule]) {}

  /// The notice of an alert; each further telling of one condition is a notice of its own.
  func notice(_ alert: Alert) -> AlertNotice {
    let key = alert.key.flatMap { $0.isNull ? nil : $0.text ?? $0.json }
    var match = JSONBuffer()
    alert.match.append(to: &match)
    return AlertNotice(
      id: alert.telling > 1 ? "\(alert.id)-\(alert.telling)" : alert.id, rule: alert.ruleName,
      state: alert.status == .resolved ? .resolved : .firing,
      time: alert.time ?? WallClock.microseconds, key: key,
      subject: key.map { "\(alert.ruleName): \($0)" } ?? alert.ruleName, text: alert.reason,
      match: Array(match.text().utf8))
  }
}
