/// Expressions that are searched for along the line.
enum AnchorCheck {
  /// What it finds in a pattern.
  static func findings(_ subject: LintSubject) -> [GrokFinding] {
    guard subject.use == .expression, case .success(let pattern) = subject.compiled,
      let free = try? GrokPattern(
        subject.parsed, text: pattern.expression, library: subject.library,
        options: GrokOptions()),
      free.literalFacts.anchor == .none
    else { return [] }
    return [
      GrokFinding(
        .noAnchor, .warning, at: subject.root.place,
        "the expression is not tied to the start of the line",
        help: "put ^ in front if the line begins there; behind ^%{DATA} it could begin anywhere")
    ]
  }
}
