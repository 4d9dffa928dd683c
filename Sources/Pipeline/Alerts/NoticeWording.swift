package import AlertDelivery
package import Alerting
import Event
import Glibc

/// How a rule's alerts are put into words, under ElastAlert's names: `alert_subject`, `alert_text`, their arguments,
/// `alert_text_type`; `severity`, or the `priority` that stands for it.
package struct NoticeWording: Sendable {
  /// How much of an alert follows the rule's own text.
  private enum Extent: String, CaseIterable {
    /// Why, and the fields of the match.
    case standard
    /// Why.
    case withoutFields = "exclude_fields"
    /// Nothing.
    case textOnly = "alert_text_only"
  }

  private let subject: NoticeLine?
  private let text: NoticeLine?
  private let extent: Extent
  private let severity: AlertNotice.Severity
  /// Whether what the rule finds has no length, so that each alert is a matter of its own.
  private let isMoment: Bool
  /// What was passed over.
  package let warnings: [AlertRuleWarning]

  /// The longest subject, and the longest text, in characters.
  private static let longestSubject = 2048
  private static let longestText = 16_000

  /// Reads the options of a rule.
  package init(_ rule: AlertRule) throws(AlertRuleError) {
    subject = try NoticeLine(rule, "alert_subject")
    text = try NoticeLine(rule, "alert_text")
    let word = rule.options["alert_text_type"]?.text
    extent = word.flatMap(Extent.init) ?? .standard
    var warnings: [AlertRuleWarning] = []
    if let word, Extent(rawValue: word) == nil {
      let known = Extent.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      warnings.append(
        AlertRuleWarning(
          place: rule.places["alert_text_type"] ?? rule.place,
          text: "`alert_text_type: \(word)` is passed over; known are \(known)"))
    }
    self.warnings = warnings
    severity = try Self.severity(rule)
    isMoment = rule.type.isMoment && rule.policy.keepFiring == 0
  }

  private static func severity(_ rule: AlertRule) throws(AlertRuleError) -> AlertNotice.Severity {
    guard let option = rule.options["severity"] else {
      switch rule.options["priority"]?.integer {
      case .some(4...): return .critical
      case 3: return .major
      case .some(...1): return .info
      default: return .warning
      }
    }
    guard let severity = option.text.flatMap(AlertNotice.Severity.init) else {
      throw .badValue(
        at: rule.places["severity"] ?? rule.place, key: "severity",
        text: option.text ?? option.json,
        expected: AlertNotice.Severity.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))
    }
    return severity
  }

  /// The notice of an alert of the rule; each further telling of one condition is a notice of its own.
  package func notice(_ alert: Alert) -> AlertNotice {
    let key = alert.key.flatMap { $0.isNull ? nil : $0.text ?? $0.json }
    let usual = key.map { "\(alert.ruleName): \($0)" } ?? alert.ruleName
    var match = JSONBuffer()
    alert.match.append(to: &match)
    return AlertNotice(
      id: "\(alert.receiverID(match: isMoment))-\(alert.telling)", rule: alert.ruleName,
      state: alert.status == .resolved ? .resolved : .firing, severity: severity,
      time: alert.time ?? Self.now, key: key,
      subject: String((subject?.text(of: alert.match) ?? usual).prefix(Self.longestSubject)),
      text: Self.cut(words(alert)), match: Array(match.text().utf8))
  }

  /// What the rule says, else why it fired and what the event says.
  private func words(_ alert: Alert) -> String {
    var parts: [String] = []
    if let text {
      if alert.status == .resolved { parts.append(alert.reason) }
      parts.append(text.text(of: alert.match))
      if extent != .textOnly, alert.status != .resolved { parts.append(reason(alert)) }
      if extent == .standard { parts.append(MatchText.text(of: alert.match)) }
    } else {
      parts = [reason(alert)]
      if let message = alert.match["message"]?.text { parts.append(message) }
    }
    return parts.joined(separator: "\n\n")
  }

  private func reason(_ alert: Alert) -> String {
    guard alert.silenced > 0 else { return alert.reason }
    return "\(alert.reason)\n\(alert.silenced) more were kept silent since the last alert"
  }

  private static func cut(_ text: String) -> String {
    text.unicodeScalars.count > longestText
      ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestText))) + "..." : text
  }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
