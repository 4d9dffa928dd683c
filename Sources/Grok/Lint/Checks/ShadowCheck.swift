/// Alternatives that no text ever reaches.
enum ShadowCheck {
  /// Pairs of alternatives that are compared in one pattern.
  private static let mostPairs = 2_000
  private static let limits = PositionAutomaton.Limits(copies: 64, positions: 300, edges: 6_000)

  /// What it finds in a pattern.
  static func findings(_ subject: LintSubject) -> [GrokFinding] {
    guard case .success = subject.compiled else { return [] }
    var findings: [GrokFinding] = []
    var pairs = mostPairs
    for element in subject.own {
      guard case .alternation = element.node.kind, pairs > 0 else { continue }
      findings += shadowed(element, isFinal: isFinal(element, subject), &pairs)
    }
    return findings
  }

  private static func shadowed(
    _ alternation: PatternElement, isFinal: Bool, _ pairs: inout Int
  ) -> [GrokFinding] {
    var findings: [GrokFinding] = []
    var earlier: [(element: PatternElement, automaton: PositionAutomaton?)] = []
    for branch in alternation.children where findings.count < LintSubject.mostFindings {
      let automaton = PositionAutomaton(branch, limits: limits)
      for (other, known) in earlier where pairs > 0 {
        pairs -= 1
        let isSame = other.text == branch.text
        guard isSame || holds(automaton, known, beginnings: isFinal) else { continue }
        findings.append(finding(branch, behind: other, isSame: isSame))
        break
      }
      earlier.append((branch, automaton))
    }
    return findings
  }

  private static func holds(
    _ inner: PositionAutomaton?, _ outer: PositionAutomaton?, beginnings: Bool
  ) -> Bool {
    guard let inner, let outer else { return false }
    return Inclusion.holds(of: inner, in: outer, beginnings: beginnings)
  }

  private static func finding(
    _ branch: PatternElement, behind other: PatternElement, isSame: Bool
  ) -> GrokFinding {
    let name = branch.text.isEmpty ? "the empty alternative" : "the alternative \(branch.short)"
    let before = other.text.isEmpty ? "the empty one" : other.short
    return GrokFinding(
      .shadowedAlternative, .warning, at: branch.place,
      "\(name) is never reached: "
        + (isSame
          ? "it stands there before" : "\(before) before it takes every text that it begins with"),
      help: isSame
        ? "leave it out" : "put it before \(before) if it means more, or leave it out")
  }

  /// Whether nothing behind an alternation can make the engine try its next alternative.
  private static func isFinal(_ alternation: PatternElement, _ subject: LintSubject) -> Bool {
    var element = alternation
    while let parent = element.parent {
      switch parent.node.kind {
      case .sequence: if element.index != parent.children.count - 1 { return false }
      case .alternation, .reference: break
      case .group: if parent.isSealed { return true }
      case .repetition(_, let repetition):
        guard repetition.maximum == 1 else { return false }
        if parent.isSealed { return true }
      default: return false
      }
      element = parent
    }
    return subject.use == .expression
  }
}
