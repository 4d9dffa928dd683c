import GenesysLog
import Grok
import YAMLReading

/// Looks at all of an input, one after another, and then at what they are together.
struct LintRun {
  /// A definition, pattern of a rule, or expression, and what was found out about it.
  struct Looked {
    /// What it is.
    let owner: LintFinding.Owner
    /// The rule it belongs to.
    var rule: Rule?
    /// What was found out.
    let lint: PatternLint
  }

  /// What is looked at.
  let input: LintInput
  /// All patterns that were looked at.
  private(set) var looked: [Looked] = []
  /// What was found.
  private(set) var findings: [LintFinding] = []

  /// Looks at everything, and notes the exceptions that the files have.
  init(_ input: LintInput, _ allowances: inout Allowances) {
    self.input = input
    for file in input.patternFiles {
      findings += file.contents.problems.map { LintFinding($0) }
      allowances.addStray(file.contents.strayRemarks)
    }
    for definition in input.definitions {
      let owner = LintFinding.Owner(definition)
      allowances.add(definition.remarks, of: owner)
      look(PatternLint(definition, library: input.library), owner)
    }
    for source in input.ruleFiles { look(source, &allowances) }
    for (number, expression) in input.expressions.enumerated() {
      let name = input.expressions.count == 1 ? "<expression>" : "<expression \(number + 1)>"
      let lint = PatternLint(
        expression: expression, origin: PatternOrigin(file: name), use: .expression,
        library: input.library)
      look(lint, LintFinding.Owner(file: name, line: 0))
    }
    let exceptions = looked.reduce(into: Set<String>()) { $0.formUnion($1.lint.exceptions) }
    for name in exceptions.sorted() {
      guard let definition = input.library[name] else { continue }
      allowances.use("adjacent-quantifiers", of: LintFinding.Owner(definition))
    }
    for check in Self.checks { findings += check(self) }
  }

  private static let checks: [@Sendable (LintRun) -> [LintFinding]] = [
    DefinitionCheck.findings, UnusedDefinitionCheck.findings, RuleShadowCheck.findings,
    FieldNameCheck.findings, RuleFieldTypeCheck.findings, LateMissCheck.findings,
  ]

  private mutating func look(
    _ lint: PatternLint, _ owner: LintFinding.Owner, _ rule: Rule? = nil
  ) {
    looked.append(Looked(owner: owner, rule: rule, lint: lint))
    findings += lint.findings.map { LintFinding($0, in: owner) }
  }

  private mutating func look(_ source: LintInput.RuleSource, _ allowances: inout Allowances) {
    findings += source.file.problems.map { LintFinding($0) }
    var remarks = RuleRemarks(source.text, file: source.name)
    for rule in source.file.rules {
      let owner = LintFinding.Owner(rule)
      allowances.add(remarks.above(rule), of: owner)
      for pattern in rule.patterns {
        let origin = PatternOrigin(file: pattern.place.file, line: pattern.place.line)
        let lint = PatternLint(
          expression: pattern.text, origin: origin, use: .wholeText, library: input.library)
        look(lint, owner, rule)
      }
    }
    // A rule with a mistake may have the others.
    if source.file.problems.isEmpty { allowances.addStray(remarks.stray) }
  }
}

extension LintFinding.Owner {
  /// A definition.
  init(_ definition: PatternDefinition) {
    self.init(
      file: definition.origin.file, line: definition.origin.line,
      title: "pattern \(definition.name)")
  }

  /// A rule.
  init(_ rule: Rule) {
    self.init(file: rule.place.file, line: rule.place.line, title: "rule \(rule.name)")
  }
}

extension LintFinding {
  /// What is wrong with a rule file.
  init(_ error: RuleError) {
    let lines = error.description.split(separator: "\n").map(String.init)
    let help = lines.last { $0.hasPrefix("help: ") }?.dropFirst(6) ?? ""
    let place = error.place
    var problem = lines.first ?? ""
    if let place, problem.hasPrefix("\(place): ") { problem.removeFirst("\(place): ".count) }
    self.init(
      .named("malformed-rule") ?? .of(.syntax),
      in: Owner(file: place?.file ?? "", line: place?.line ?? 0), problem, help: String(help),
      column: place?.column)
  }
}
