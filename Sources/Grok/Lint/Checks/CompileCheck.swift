/// What keeps the pattern from compiling; and patterns too large to be looked at.
enum CompileCheck {
  /// What it finds in a pattern.
  static func findings(_ subject: LintSubject) -> [GrokFinding] {
    switch subject.compiled {
    case .failure(.unknownPattern(_, _, let location))
    where location.origin == subject.parsed.origin && location.pattern == subject.parsed.name:
      // ``NameCheck`` tells of all of them.
      return []
    case .failure(let error): return GrokFinding(error).map { [$0] } ?? []
    case .success:
      if subject.automaton != nil { return [] }
      return [
        GrokFinding(
          .tooLarge, .note, at: subject.root.place,
          "the expanded pattern is too large to look for costly or shadowed parts in it",
          help: "nothing has to be done; its parts are looked at by themselves")
      ]
    }
  }
}
