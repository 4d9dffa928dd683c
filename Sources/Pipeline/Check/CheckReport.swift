import Delivery
import Event

/// How the findings of `genlog check` are shown.
package enum CheckFormat: String, Sendable, CaseIterable {
  case table, ndjson
}

/// Shows findings as they come: for people as a table, for programs an object a line.
struct CheckReport {
  private let format: CheckFormat
  private let usesColor: Bool
  private let write: (String) -> Void
  /// What the last finding was about.
  private var subject = ""
  /// How many of each result there were.
  private(set) var counts: [ProbeStep.Result: Int] = [:]

  private static let nameWidth = 14

  init(_ format: CheckFormat, usesColor: Bool, write: @escaping (String) -> Void) {
    self.format = format
    self.usesColor = usesColor
    self.write = write
  }

  /// Shows what was found out about `subject`.
  mutating func add(_ step: ProbeStep, of subject: String) {
    counts[step.result, default: 0] += 1
    switch format {
    case .ndjson: write(json(step, subject))
    case .table:
      if subject != self.subject { write((self.subject.isEmpty ? "" : "\n") + subject) }
      write(row(step))
    }
    self.subject = subject
  }

  private func row(_ step: ProbeStep) -> String {
    let padding = String(repeating: " ", count: max(1, CheckReport.nameWidth - step.name.count))
    var row = "  \(mark(step.result))  \(step.name)\(padding)\(step.text)"
    if let help = step.help {
      let indent = String(repeating: " ", count: 8 + CheckReport.nameWidth)
      row += "\n\(indent)help: \(help)"
    }
    return row
  }

  private func mark(_ result: ProbeStep.Result) -> String {
    let (word, color) =
      switch result {
      case .ok: ("ok  ", "32")
      case .warn: ("warn", "33")
      case .fail: ("fail", "1;31")
      case .skipped: ("-   ", "2")
      }
    return usesColor ? "\u{1B}[\(color)m\(word)\u{1B}[0m" : word
  }

  private func json(_ step: ProbeStep, _ subject: String) -> String {
    var out = JSONBuffer(capacity: 256)
    out.append("{\"subject\":")
    out.append(quoted: subject)
    out.append(",\"step\":")
    out.append(quoted: step.name)
    out.append(",\"result\":")
    out.append(quoted: step.result.rawValue)
    out.append(",\"text\":")
    out.append(quoted: step.text)
    if let help = step.help {
      out.append(",\"help\":")
      out.append(quoted: help)
    }
    out.append("}")
    return out.text()
  }
}
