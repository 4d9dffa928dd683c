import Grok

/// Definitions that nothing refers to.
enum UnusedDefinitionCheck {
  /// What it finds in all that was looked at.
  static func findings(_ run: LintRun) -> [LintFinding] {
    guard let check = LintCheck.named("unused-definition") else { return [] }
    let used = run.looked.reduce(into: Set<String>()) { $0.formUnion($1.lint.references) }
    // A library alone is there to be referred to.
    let hasUsers = !run.input.rules.isEmpty || !run.input.expressions.isEmpty
    return run.input.definitions.compactMap { definition in
      // So is the standard library, and what captures fields is used as it is.
      guard !used.contains(definition.name), run.input.standard[definition.name] == nil,
        hasUsers || !capturesFields(definition, run)
      else { return nil }
      return LintFinding(
        check, hasUsers ? .warning : .note, in: .init(definition),
        "nothing refers to \(definition.name)",
        help: "leave it out, or look for another spelling of it in what should refer to it",
        text: definition.line)
    }
  }

  private static func capturesFields(_ definition: PatternDefinition, _ run: LintRun) -> Bool {
    guard let pattern = try? GrokPattern("%{\(definition.name)}", library: run.input.library)
    else { return true }
    return !pattern.fields.isEmpty
  }
}
