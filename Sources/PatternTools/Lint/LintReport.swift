import Event
package import Grok

/// What `genlog patterns lint` found.
package struct LintReport: Sendable {
  /// The forms of the report.
  package enum Format: String, Sendable, CaseIterable {
    /// For people: the place, what is wrong, the text with a mark, why it matters, what is better.
    case text
    /// One JSON object a line.
    case json
  }

  /// The findings, by file and line.
  package let findings: [LintFinding]

  /// How many findings are as grave as this, or graver.
  package func count(atLeast severity: GrokFinding.Severity) -> Int {
    findings.count { $0.severity >= severity }
  }

  /// The report.
  package func text(as format: Format, style: TextStyle) -> String {
    switch format {
    case .text: findings.map { page($0, style) }.joined() + summary
    case .json: json()
    }
  }

  private func page(_ finding: LintFinding, _ style: TextStyle) -> String {
    let column = finding.column.map { ":\($0)" } ?? ""
    let place = finding.line > 0 ? "\(finding.file):\(finding.line)\(column)" : finding.file
    var text = "\(style.strong(place)): \(severity(finding, style)): \(finding.problem) "
    text += style.faint("[\(finding.check.id)]") + "\n"
    if let line = finding.text { text += "  \(line)\n" }
    if let carets = finding.carets { text += "  \(style.notable(carets))\n" }
    if let proof = finding.proof { text += "shown: \(proof.words)\n" }
    return text + "why: \(finding.check.why)\nhelp: \(finding.help)\n\n"
  }

  private func severity(_ finding: LintFinding, _ style: TextStyle) -> String {
    switch finding.severity {
    case .error: style.bad("error")
    case .warning: style.notable("warning")
    case .note: style.faint("note")
    }
  }

  private var summary: String {
    if findings.isEmpty { return "nothing found\n" }
    let counts = GrokFinding.Severity.allCases.reversed().compactMap { severity in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return counts.joined(separator: ", ") + "\n"
  }

  private func json() -> String {
    var out = JSONBuffer()
    for finding in findings {
      out.append("{\"id\":")
      out.append(quoted: finding.check.id)
      for (key, value) in [
        ("severity", finding.severity.rawValue), ("file", finding.file),
        ("subject", finding.owner.title), ("problem", finding.problem),
        ("why", finding.check.why), ("help", finding.help), ("text", finding.text ?? ""),
      ] where !value.isEmpty {
        out.append(",")
        out.append(quoted: key)
        out.append(":")
        out.append(quoted: value)
      }
      out.append(",\"line\":")
      out.append(integer: Int64(finding.line))
      if let column = finding.column {
        out.append(",\"column\":")
        out.append(integer: Int64(column))
      }
      if let proof = finding.proof { Self.append(proof, to: &out) }
      out.append("}\n")
    }
    return out.text()
  }

  private static func append(_ proof: CostProof, to out: inout JSONBuffer) {
    out.append(",\"shown_by\":{\"line\":")
    out.append(quoted: String(decoding: proof.line, as: UTF8.self))
    out.append(",\"growth\":")
    out.append(quoted: proof.growthName)
    if let steps = proof.steps {
      out.append(",\"steps\":")
      out.append(integer: Int64(steps))
    }
    out.append("}")
  }
}

extension CostProof {
  /// `exponential`, `quadratic`, `power 4`.
  fileprivate var growthName: String {
    switch growth {
    case .exponential: "exponential"
    case .polynomial(2): "quadratic"
    case .polynomial(3): "cubic"
    case .polynomial(let power): "power \(power)"
    }
  }

  /// The line and what it costs, in words.
  fileprivate var words: String {
    let steps = steps.map { "\($0) steps" } ?? "more than \(Self.mostSteps) steps"
    let text = GrokValue.string(String(decoding: line, as: UTF8.self)).json
    let shown = text.count > 120 ? String(text.prefix(100)) + "...\" (\(line.count) bytes)" : text
    let round = GrokValue.string(String(decoding: self.round, as: UTF8.self)).json
    return "\(shown) takes \(steps), \(growthName) in the number of \(round)"
  }
}
