extension PatternLint {
  /// Whether an expression, matched against whole texts, takes every text that another one takes.
  ///
  /// False also where that cannot be told at once.
  package static func takesAll(
    _ earlier: String, of later: String, library: PatternLibrary
  ) -> Bool {
    if earlier == later { return true }
    guard let inner = graph(later, library), let outer = graph(earlier, library) else {
      return false
    }
    return Inclusion.holds(of: inner, in: outer, beginnings: false)
  }

  private static func graph(
    _ expression: String, _ library: PatternLibrary
  ) -> PositionAutomaton? {
    guard let parsed = try? PatternParser.parse(expression, name: nil, origin: .expression) else {
      return nil
    }
    let limits = PositionAutomaton.Limits(copies: 64, positions: 500, edges: 8_000)
    return PositionAutomaton(PatternElement(parsed, library: library), limits: limits)
  }
}

/// What a search costs, in steps of PCRE2: the same number on any machine.
package enum PatternSteps {
  /// The steps of a search in a line of ASCII; nil if they are too many to count.
  package static func count(_ pattern: GrokPattern, _ line: [UInt8]) -> Int? {
    StepCounter(pattern).count(line, limit: CostProof.mostSteps)
  }
}
