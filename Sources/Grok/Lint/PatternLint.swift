/// Looks for what is wrong with one pattern, a definition or an expression, all at once.
///
/// Brief overview: the checks in `Checks/` walk the pattern's elements (`PatternElement`) or its graph
/// (`PositionAutomaton`), which also leads to lines that a pattern matches, or chokes on (`CostTrial`).
/// What is found lies in the pattern's own text; the definitions that it refers to are looked at by
/// themselves.
///
///     let lint = PatternLint(expression: "%{DATA:a} %{DATA:b}", use: .expression, library: library)
///     for finding in lint.findings { print(finding.location, finding.problem) }
package struct PatternLint: Sendable {
  /// What a pattern is for.
  package enum Use: Sendable {
    /// A part of others: anything may stand before and behind it.
    case definition
    /// Searched for in lines.
    case expression
    /// Matched against the whole of a text.
    case wholeText
  }

  /// What was found, in the order of the text.
  package let findings: [GrokFinding]
  /// The names that the pattern refers to.
  package let references: Set<String>
  /// The definitions whose exception for `adjacent-quantifiers` holds for this pattern too.
  package let exceptions: Set<String>
  /// What it captures in its own text.
  package let captures: [PatternCapture]

  /// Looks at a definition, as it is meant in a library.
  package init(_ definition: PatternDefinition, library: PatternLibrary) {
    self.init(
      definition.regex, name: definition.name, origin: definition.origin, .definition, library)
  }

  /// Looks at an expression.
  package init(
    expression: String, origin: PatternOrigin = .expression, use: Use, library: PatternLibrary
  ) {
    self.init(expression, name: nil, origin: origin, use, library)
  }

  private init(
    _ text: String, name: String?, origin: PatternOrigin, _ use: Use, _ library: PatternLibrary
  ) {
    let parsed: ParsedPattern
    do {
      // The library's own elements, so that a ring of definitions is known by them.
      let known = name.flatMap { library[$0] }?.origin == origin ? name : nil
      parsed =
        try known.flatMap { try library.parsed($0) }
        ?? PatternParser.parse(text, name: name, origin: origin)
    } catch {
      findings = (error as? GrokError).flatMap(GrokFinding.init).map { [$0] } ?? []
      references = []
      captures = []
      exceptions = []
      return
    }
    let subject = LintSubject(parsed, text: text, use: use, library: library)
    references = subject.references
    captures = subject.captures
    exceptions = subject.exceptions
    findings = Self.checks.flatMap { $0(subject) }
      .sorted { $0.location.order < $1.location.order }
  }

  private static let checks: [@Sendable (LintSubject) -> [GrokFinding]] = [
    NameCheck.findings, CompileCheck.findings, AnchorCheck.findings, EmptyMatchCheck.findings,
    GreedyMiddleCheck.findings, IntervalCheck.findings, CostCheck.findings, ShadowCheck.findings,
    FieldTypeCheck.findings, RepeatedFieldCheck.findings, UnusedGroupCheck.findings,
  ]
}

extension GrokLocation {
  fileprivate var order: Int { line << 32 + column }
}

/// A field that a pattern's text captures, and where.
package struct PatternCapture: Sendable {
  /// The keys from the outermost object inwards.
  package let path: [String]
  /// What its text is turned into; nil is text.
  package let type: GrokType?
  /// Where the group or reference stands.
  let place: SourcePlace

  /// The group or reference.
  ///
  /// Cost: that of the text's length.
  package var location: GrokLocation { place.location }
}
