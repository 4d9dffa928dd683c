/// `{n,m}+` and `{n}?`, which mean something else than in other dialects.
enum IntervalCheck {
  /// What it finds in a pattern.
  static func findings(_ subject: LintSubject) -> [GrokFinding] {
    subject.findings { element in
      guard case .repetition(let inside, let outer) = element.node.kind,
        case .repetition(_, let inner) = inside.kind, outer.mode == .greedy,
        // Directly behind one another, not around a group.
        inside.range.lowerBound == element.node.range.lowerBound
      else { return nil }
      let text = element.text
      if text.hasSuffix("}+") {
        return GrokFinding(
          .intervalQuantifier, .warning, at: element.place,
          "\(element.short) is not possessive: it is the interval, once or more",
          help: inner.minimum == inner.maximum
            ? "leave the + out: a fixed count gives nothing back"
            : "write (?>\(text.dropLast())) for the interval that gives nothing back")
      }
      guard text.hasSuffix("}?"), outer.maximum == 1 else { return nil }
      return GrokFinding(
        .intervalQuantifier, .warning, at: element.place,
        "\(element.short) is not lazy: it is all of the interval, or nothing",
        help: "leave the ? out, or write (?:\(text.dropLast()))? if nothing is meant too")
    }
  }
}
