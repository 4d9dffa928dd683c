package import Event

/// An alert, or its end, as it is sent.
package struct AlertNotice: Sendable, Equatable {
  /// Whether the alert's condition holds.
  package enum State: String, Sendable {
    /// It holds.
    case firing
    /// It has ended.
    case resolved
  }

  /// How bad it is; the names are those of Prometheus' and Genesys' alarms alike.
  package enum Severity: String, Sendable, CaseIterable {
    case critical, major, warning, info
  }

  /// What the alert is known by, in all its notices: letters, digits, `-`.
  package var id: String
  /// The rule's name.
  package var rule: String
  /// Whether it begins or ends.
  package var state: State
  /// How bad it is.
  package var severity: Severity
  /// When, by the events' clock: microseconds since 1970, UTC.
  package var time: Int64
  /// What the rule counted by, `sip-trunk-1`; nil where it counts all together.
  package var key: String?
  /// One line.
  package var subject: String
  /// What is to be said, in lines.
  package var text: String
  /// The match: a JSON object, the event and what the rule adds to it.
  package var match: [UInt8]

  /// Makes a notice.
  package init(
    id: String, rule: String, state: State = .firing, severity: Severity = .warning, time: Int64,
    key: String? = nil, subject: String, text: String, match: [UInt8]
  ) {
    self.id = id
    self.rule = rule
    self.state = state
    self.severity = severity
    self.time = time
    self.key = key
    self.subject = subject
    self.text = text
    self.match = match
  }

  /// The time as RFC 3339 has it, `2026-01-12T09:00:00.000Z`.
  var timeText: String {
    var text = TimestampText()
    var out = JSONBuffer(capacity: 64)
    text.append(time, digits: 3, to: &out)
    return out.text()
  }

  /// Appends the notice as a JSON object, for files, indices and webhooks: ECS's `event`, `rule` and `message`,
  /// and `alert` with what ECS has no name for.
  package func append(to out: inout JSONBuffer) {
    out.append(#"{"@timestamp":"#)
    out.append(quoted: timeText)
    out.append(#","message":"#)
    out.append(quoted: subject)
    out.append(
      #","event":{"kind":"alert","module":"genesys","dataset":"genesys.alert","action":"alert-"#)
    out.append(text: state.rawValue)
    out.append(#"","id":"#)
    out.append(quoted: id)
    out.append(#"},"rule":{"name":"#)
    out.append(quoted: rule)
    out.append(#"},"alert":{"state":""#)
    out.append(text: state.rawValue)
    out.append(#"","severity":""#)
    out.append(text: severity.rawValue)
    out.append(UInt8(ascii: "\""))
    if let key {
      out.append(#","key":"#)
      out.append(quoted: key)
    }
    out.append(#","text":"#)
    out.append(quoted: text)
    out.append(#","match":"#)
    out.append(match.isEmpty ? Array("{}".utf8) : match)
    out.append("}}")
  }

  /// The same as bytes.
  var document: [UInt8] {
    var out = JSONBuffer()
    append(to: &out)
    return out.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }
}
