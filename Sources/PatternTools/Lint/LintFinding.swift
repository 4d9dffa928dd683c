package import Grok

/// One thing found, ready to be shown.
package struct LintFinding: Sendable {
  /// A definition, a rule or an expression: what an exception is written above.
  struct Owner: Sendable, Hashable {
    /// The file; a mark for an expression.
    let file: String
    /// Its line there.
    let line: Int
    /// `pattern NAME`, `rule NAME`; empty for an expression.
    var title = ""
  }

  /// What was looked for.
  let check: LintCheck
  /// How much it matters here.
  package let severity: GrokFinding.Severity
  /// What it was found in.
  let owner: Owner
  /// Its place: file, line and column; no column where only the line is known.
  let file: String
  let line: Int
  let column: Int?
  /// What is wrong.
  let problem: String
  /// The line, and the carets below it that mark the place.
  var text: String?
  var carets: String?
  /// The better form.
  let help: String
  /// A line of a log that shows it.
  var proof: CostProof?

  /// A finding about all of an owner.
  init(
    _ check: LintCheck, _ severity: GrokFinding.Severity? = nil, in owner: Owner, _ problem: String,
    help: String, column: Int? = nil, text: String? = nil
  ) {
    self.check = check
    self.severity = severity ?? check.severity
    self.owner = owner
    (file, line, self.column) = (owner.file, owner.line, column)
    (self.problem, self.help, self.text) = (problem, help, text)
  }

  /// A finding about a place in the owner's text.
  init(
    _ check: LintCheck, _ severity: GrokFinding.Severity? = nil, in owner: Owner,
    at location: GrokLocation, _ problem: String, help: String
  ) {
    self.check = check
    self.severity = severity ?? check.severity
    self.owner = owner
    (file, line, column) = (location.origin.file, location.fileLine, location.column)
    (self.problem, self.help) = (problem, help)
    (text, carets) = location.marked
  }

  /// What was found in a pattern by itself.
  init(_ finding: GrokFinding, in owner: Owner) {
    self.init(
      LintCheck.of(finding.check), finding.severity, in: owner, at: finding.location,
      finding.problem, help: finding.help)
    proof = finding.proof
  }

  /// What is wrong with a line of a file.
  init(_ error: GrokError) {
    let parts = error.parts
    self.init(
      .named("malformed-line") ?? .of(.syntax),
      in: Owner(file: parts.origin.file, line: parts.origin.line),
      parts.message, help: parts.help, text: parts.text)
  }

  /// What tells a finding from others, wherever it was met.
  struct Key: Hashable {
    let id: String
    let file: String
    let line: Int
    let column: Int?
    let problem: String
  }

  /// What tells it from others.
  var key: Key {
    Key(id: check.id, file: file, line: line, column: column, problem: problem)
  }
}
