/// What ends `genlog alert` before it has begun.
package enum AlertToolsError: Error, Equatable, CustomStringConvertible {
  /// A test is of one rule.
  case manyRules(path: String, count: Int)
  /// A time that is none.
  case badTime(String)
  /// There is no file of a state.
  case noState(path: String)
  /// A state of a run that has seen no event has no time.
  case noEvents(path: String)
  /// A length of time that is none.
  case badLength(String)
  /// There is no such rule.
  case noRule(name: String, known: [String])
  /// No condition of a rule, or of one key of it, holds.
  case nothingHolds(rule: String, key: String?)

  /// The message as printed.
  package var description: String {
    switch self {
    case .manyRules(let path, let count):
      "\(path): holds \(count) rules, and a test is of one\nhelp: name the file of one rule"
    case .badTime(let text):
      "`\(text)` is no time\nhelp: write it like 2026-03-01T12:00:00Z"
    case .noState(let path):
      "\(path): there is no such file\nhelp: name the file that `genlog alert run --state` wrote"
    case .noEvents(let path):
      "\(path): holds no time yet, as no event has come\nhelp: silence rules once events have come"
    case .badLength(let text):
      "`\(text)` is no length of time\nhelp: write it like 30m, 4h or 2d"
    case .noRule(let name, let known):
      "there is no rule `\(name)`\nhelp: the rules are "
        + known.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
    case .nothingHolds(let rule, let key):
      "nothing holds for `\(rule)`\(key.map { " and `\($0)`" } ?? "")\n"
        + "help: `genlog alert list` says what does"
    }
  }
}
