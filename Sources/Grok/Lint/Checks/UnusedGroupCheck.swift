/// Groups that look as if they captured, and captures that can hold nothing.
enum UnusedGroupCheck {
  /// What it finds in a pattern.
  static func findings(_ subject: LintSubject) -> [GrokFinding] {
    subject.findings { element in
      switch element.node.kind {
      case .group(.plain(let number), _)
      where !element.pattern.referredPlain.contains(number):
        GrokFinding(
          .captureUnused, .note, at: opening(of: element),
          "the group is not captured, and nothing refers to it",
          help: "write (?: for a group, (?<field> for a field")
      case .group(.named(let field, _), _) where isAlwaysEmpty(element):
        GrokFinding(
          .captureUnused, .warning, at: element.place,
          "field \(field.text) can hold nothing: what is in the group takes no character",
          help: "put the text that is meant into the group")
      default: nil
      }
    }
  }

  private static func opening(of element: PatternElement) -> SourcePlace {
    let start = element.node.range.lowerBound
    return SourcePlace(start..<start + 1, of: element.pattern)
  }

  private static func isAlwaysEmpty(_ element: PatternElement) -> Bool {
    guard let automaton = PositionAutomaton(element) else { return false }
    return automaton.positions.isEmpty && automaton.isSuperset
  }
}
