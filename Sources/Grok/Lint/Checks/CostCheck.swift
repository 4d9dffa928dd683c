/// Parts that a line can make the engine read in more and more ways; each with a line that does.
enum CostCheck {
  /// Pairs of loops that are tried.
  private static let mostChains = 24

  /// What it finds in a pattern.
  static func findings(_ subject: LintSubject) -> [GrokFinding] {
    guard case .success(let pattern) = subject.compiled, let automaton = subject.automaton else {
      return []
    }
    var search = AmbiguitySearch(automaton, of: subject.parsed, copies: LintSubject.copies)
    let suspects =
      search.ambiguousLoops()
      + search.ambiguousChains(
        limit: mostChains, excepted: { subject.exception(for: $0) != nil })
    if suspects.isEmpty { return [] }
    var trial = CostTrial(pattern, automaton)
    var findings: [GrokFinding] = []
    for suspect in suspects {
      let proof = trial.proof(of: suspect)
      guard proof != nil || suspect.isSideBySide, let finding = finding(suspect, proof, subject),
        !findings.contains(where: { $0.location == finding.location })
      else { continue }
      findings.append(finding)
    }
    return findings
  }

  private static func finding(
    _ ambiguity: Ambiguity, _ proof: CostProof?, _ subject: LintSubject
  ) -> GrokFinding? {
    // Without a proof PCRE2 saw through it: it is only two loops where one says the same.
    let severity: GrokFinding.Severity =
      proof.map { $0.growth == .exponential ? .error : .warning } ?? .note
    switch ambiguity.shape {
    case .loop(let loop, let throughBranches):
      return throughBranches
        ? GrokFinding(
          .overlappingAlternatives, severity, at: loop.place,
          "alternatives in a loop take the same text",
          help: "let each begin with what no other begins with, or make the loop possessive: "
            + "(?:...)*+", proof: proof)
        : GrokFinding(
          .nestedQuantifier, severity, at: loop.place,
          "a loop in a loop takes the same text as the next round of the outer one",
          help: "keep one of them: (?:a+)+ is a+; or let each round begin or end with what the "
            + "inner one cannot take, or make the inner one possessive: a++", proof: proof)
    case .chain(let first, let second):
      guard let one = first.inText(of: subject.parsed), let two = second.inText(of: subject.parsed)
      else { return nil }
      return GrokFinding(
        .adjacentQuantifiers, severity, at: subject.place(from: one, to: two),
        "\(one.short) and \(two.short) can take the same text, so that the border between them is "
          + "tried at each place",
        help: "let the first take what the text behind it cannot be: a class without that, or "
          + "an atomic group with the text that ends it: (?>%{DATA:x}; )", proof: proof)
    }
  }
}

extension PatternElement {
  /// Its text, cut where it is long.
  var short: String {
    text.count > 40 ? String(text.prefix(37)) + "..." : text
  }
}
