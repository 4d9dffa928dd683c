import Alerting
import Event

/// How alerts are written.
package enum AlertFormat: String, Sendable, CaseIterable {
  /// A JSON object a line.
  case ndjson
  /// Columns for people.
  case table
}

/// An alert with where in the stream it was caused.
struct PlacedAlert {
  /// The alert.
  let alert: Alert
  /// The line of the stream.
  let line: Int
  /// The file, where there are several.
  let file: String?
}

extension PlacedAlert {
  /// Appends `{"rule":NAME,"line":N,"match":{...}}`, with the rest between where the rule is not in ElastAlert's mode.
  func append(to out: inout JSONBuffer) {
    out.append("{\"rule\":")
    out.append(quoted: alert.ruleName)
    if let file {
      out.append(",\"file\":")
      out.append(quoted: file)
    }
    out.append(",\"line\":")
    out.append(integer: Int64(line))
    if alert.status != .matched { appendDetails(to: &out) }
    out.append(",\"match\":")
    alert.match.append(to: &out)
    out.append("}\n")
  }

  private func appendDetails(to out: inout JSONBuffer) {
    if let time = alert.time {
      out.append(",\"@timestamp\":")
      out.append(quoted: EventInstant(microseconds: time).text.span)
    }
    out.append(",\"status\":")
    out.append(quoted: alert.status.rawValue)
    out.append(",\"id\":")
    out.append(quoted: alert.id)
    if let key = alert.key {
      out.append(",\"key\":")
      key.append(to: &out)
    }
    out.append(",\"reason\":")
    out.append(quoted: alert.reason)
    if alert.silenced > 0 {
      out.append(",\"silenced\":")
      out.append(integer: Int64(alert.silenced))
    }
  }

  /// Appends a line of columns: time, what happened, rule, key, reason.
  func appendColumns(to out: inout JSONBuffer) {
    let time = alert.time.map {
      String(decoding: EventInstant(microseconds: $0).text, as: UTF8.self)
    }
    let shown = time ?? alert.match["@timestamp"]?.text ?? "-"
    let reason = alert.status == .matched ? JSONTree.object(alert.match).json : alert.reason
    let columns = [
      TableText.padded(shown, 24), TableText.padded(alert.status.rawValue, 8),
      TableText.padded(alert.ruleName, 24), TableText.shown(alert.key?.shown ?? "-"),
      TableText.shown(reason),
    ]
    out.append(text: columns.joined(separator: "  ") + "\n")
  }
}

extension JSONTree {
  /// The value for people: a text as it is, all else as JSON.
  var shown: String { text ?? json }
}

/// Texts of columns.
enum TableText {
  /// The longest text of a column.
  private static let longest = 200

  /// The text without what could steer a terminal, and not longer than a screen or so.
  static func shown(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars.prefix(longest) {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator:
        out += "?"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return text.unicodeScalars.count > longest ? out + "..." : out
  }

  /// The text, followed by blanks up to `width`.
  static func padded(_ text: String, _ width: Int) -> String {
    let text = shown(text)
    return text + String(repeating: " ", count: max(0, width - text.count))
  }
}
