import GenesysLog
import Grok

/// Rules whose records an earlier rule takes.
enum RuleShadowCheck {
  /// What it finds in all that was looked at.
  static func findings(_ run: LintRun) -> [LintFinding] {
    guard !run.input.rules.isEmpty, let check = LintCheck.named("shadowed-rule"),
      let rules = try? RuleSet(adding: run.input.rules, library: run.input.library)
    else { return [] }
    return run.input.rules.flatMap { rule in
      var search = RuleShadowSearch(rule, in: rules)
      return search.problems().map { problem in
        LintFinding(
          check, in: .init(rule), problem,
          help: "put the more exact one first, or let ids or a component tell them apart")
      }
    }
  }
}
