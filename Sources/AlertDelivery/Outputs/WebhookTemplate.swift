import Event

/// What a webhook expects in the body of a POST.
package enum WebhookTemplate: String, Sendable, CaseIterable {
  /// The notice as it is.
  case json
  /// The match alone, as servers for ElastAlert's `post` expect it.
  case match
  /// Slack's incoming webhooks, which Mattermost and Rocket.Chat take too: `text` and an attachment.
  case slack
  /// Workflows of Microsoft Teams: a message with an Adaptive Card.
  case teams
  /// `/api/v2/alerts` of Prometheus' Alertmanager: a list of alerts with labels and annotations.
  case alertmanager

  /// The body for a notice.
  func body(of notice: AlertNotice) -> [UInt8] {
    var out = JSONBuffer()
    switch self {
    case .json: notice.append(to: &out)
    case .match: out.append(notice.match.isEmpty ? Array("{}".utf8) : notice.match)
    case .slack: slack(notice, &out)
    case .teams: teams(notice, &out)
    case .alertmanager: alertmanager(notice, &out)
    }
    return out.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }

  private func slack(_ notice: AlertNotice, _ out: inout JSONBuffer) {
    out.append(#"{"text":"#)
    out.append(quoted: Self.slackText(notice.title))
    out.append(#","attachments":[{"color":"#)
    out.append(quoted: notice.colour)
    out.append(#","fallback":"#)
    out.append(quoted: Self.slackText(notice.title))
    out.append(#","text":"#)
    out.append(quoted: Self.slackText(notice.text))
    out.append(#","fields":["#)
    for (index, fact) in notice.facts.enumerated() {
      out.append(index == 0 ? #"{"title":"# : #",{"title":"#)
      out.append(quoted: fact.name)
      out.append(#","value":"#)
      out.append(quoted: Self.slackText(fact.value))
      out.append(#","short":true}"#)
    }
    out.append(#"],"ts":"#)
    out.append(integer: notice.time / 1_000_000)
    out.append("}]}")
  }

  /// The three characters that Slack's texts have to escape.
  private static func slackText(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  private func teams(_ notice: AlertNotice, _ out: inout JSONBuffer) {
    out.append(
      #"{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","#
    )
    out.append(#""content":{"type":"AdaptiveCard","version":"1.4","#)
    out.append(#""$schema":"http://adaptivecards.io/schemas/adaptive-card.json","body":["#)
    out.append(#"{"type":"TextBlock","size":"medium","weight":"bolder","wrap":true,"color":"#)
    out.append(quoted: notice.state == .resolved ? "good" : "attention")
    out.append(#","text":"#)
    out.append(quoted: notice.title)
    out.append(#"},{"type":"TextBlock","wrap":true,"text":"#)
    out.append(quoted: notice.text)
    out.append(#"},{"type":"FactSet","facts":["#)
    for (index, fact) in notice.facts.enumerated() {
      out.append(index == 0 ? #"{"title":"# : #",{"title":"#)
      out.append(quoted: fact.name)
      out.append(#","value":"#)
      out.append(quoted: fact.value)
      out.append(UInt8(ascii: "}"))
    }
    out.append("]}]}}]}")
  }

  private func alertmanager(_ notice: AlertNotice, _ out: inout JSONBuffer) {
    out.append(#"[{"labels":{"alertname":"#)
    out.append(quoted: notice.rule)
    out.append(#","severity":"#)
    out.append(quoted: notice.severity.rawValue)
    if let key = notice.key {
      out.append(#","key":"#)
      out.append(quoted: key)
    }
    out.append(#"},"annotations":{"summary":"#)
    out.append(quoted: notice.subject)
    out.append(#","description":"#)
    out.append(quoted: notice.text)
    out.append(#"},"#)
    out.append(notice.state == .resolved ? #""endsAt":"# : #""startsAt":"#)
    out.append(quoted: notice.timeText)
    out.append("}]")
  }
}

extension AlertNotice {
  /// The subject, and that the alert has ended if it has.
  var title: String { state == .resolved ? "Resolved: \(subject)" : subject }

  /// What people look at first, by name.
  fileprivate var facts: [(name: String, value: String)] {
    var facts = [("Rule", rule), ("Severity", severity.rawValue), ("Time", timeText)]
    if let key { facts.append(("Key", key)) }
    return facts
  }

  fileprivate var colour: String {
    if state == .resolved { return "#2eb886" }
    return switch severity {
    case .critical: "#a30200"
    case .major: "#d9480f"
    case .warning: "#daa038"
    case .info: "#439fe0"
    }
  }
}
