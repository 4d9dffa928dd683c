import Grok

/// One thing that `genlog patterns lint` looks for.
package struct LintCheck: Sendable, Equatable {
  /// Its name: `greedy-middle`.
  package let id: String
  /// How much a finding matters, unless the finding itself says otherwise.
  let severity: GrokFinding.Severity
  /// What it looks for.
  let summary: String
  /// Why that matters.
  let why: String
  /// What is better.
  let better: String

  /// The check of an id.
  static func named(_ id: String) -> LintCheck? { byID[id] }

  /// The check that a pattern was looked at for.
  static func of(_ check: GrokCheck) -> LintCheck {
    // A test holds that the table has all of them.
    byID[check.rawValue]
      ?? LintCheck(id: check.rawValue, severity: .note, summary: "", why: "", better: "")
  }

  private static let byID: [String: LintCheck] = Dictionary(all.map { ($0.id, $0) }) { $1 }
}
