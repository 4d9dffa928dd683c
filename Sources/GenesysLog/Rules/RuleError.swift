import Grok
package import YAMLReading

/// What is wrong with a rule file: the place, the fact, and what to do about it.
package enum RuleError: YAMLFailure, Equatable {
  /// The file is not YAML.
  case notYAML(at: TextPlace, problem: String)
  /// The file uses YAML anchors and aliases, which rule files have no need of.
  case hasAlias(at: TextPlace, name: String)
  /// A value has another type than its key asks for.
  case wrongType(at: TextPlace, key: String, expected: String, found: String)
  /// A key that rule files do not have; `known` are those that may stand there.
  case unknownKey(at: TextPlace, key: String, known: [String])
  /// A rule, or an example, without a key it must have.
  case missingKey(at: TextPlace, key: String, owner: String)
  /// Two rules of one origin with the same name.
  case duplicateName(at: TextPlace, name: String, first: TextPlace)
  /// A name of characters that event actions and reports cannot carry.
  case badName(at: TextPlace, name: String)
  /// A message id that is not five digits.
  case badCode(at: TextPlace, code: String)
  /// A component that genlog does not know.
  case unknownComponent(at: TextPlace, name: String)
  /// A pattern that does not compile; `problem` is the pattern engine's own message.
  case badPattern(at: TextPlace, rule: String, problem: String)
  /// A Grok pattern file that cannot be loaded; `problem` is the pattern engine's own message.
  case badPatternFile(problem: String)
  /// A file or folder given with `--patterns` that cannot be read; `reason` is the system's.
  case unreadable(path: String, reason: String)
}

extension RuleError {
  /// Where the mistake is; nil for a whole file.
  package var place: TextPlace? {
    switch self {
    case .notYAML(let place, _), .hasAlias(let place, _), .wrongType(let place, _, _, _),
      .unknownKey(let place, _, _), .missingKey(let place, _, _), .duplicateName(let place, _, _),
      .badName(let place, _), .badCode(let place, _), .unknownComponent(let place, _),
      .badPattern(let place, _, _):
      place
    case .badPatternFile, .unreadable: nil
    }
  }
}

extension RuleError: CustomStringConvertible {
  /// The message as printed: place, what is wrong, and a line of help.
  package var description: String {
    switch self {
    case .notYAML(let place, let problem):
      "\(place): not valid YAML: \(problem)\nhelp: texts with brackets, quotes or `: ` go in "
        + "'single quotes' or below `|-`"
    case .hasAlias(let place, let name):
      "\(place): the alias *\(name) is used, but rule files have no aliases\n"
        + "help: write the value out"
    case .wrongType(let place, let key, let expected, let found):
      "\(place): `\(key)` must be \(expected), not \(found)\nhelp: see docs/rules.md"
    case .unknownKey(let place, let key, let known):
      "\(place): unknown key `\(key)`\nhelp: " + Self.advice(for: key, among: known)
    case .missingKey(let place, let key, let owner):
      "\(place): \(owner) has no `\(key)`\nhelp: add a line `\(key): ...`"
    case .duplicateName(let place, let name, let first):
      "\(place): the name \(name) is taken by the rule at \(first)\nhelp: give one another name"
    case .badName(let place, let name):
      "\(place): `\(name)` cannot be a rule's name\n"
        + "help: use lower-case letters, digits and `-`: object-created"
    case .badCode(let place, let code):
      "\(place): `\(code)` is not a message id\n"
        + "help: an id is five digits in quotes: \"04541\""
    case .unknownComponent(let place, let name):
      "\(place): unknown component `\(name)`\nhelp: "
        + Self.componentAdvice(for: name)
    case .badPattern(let place, let rule, let problem):
      Self.patternProblem(place, rule, problem)
    case .badPatternFile(let problem):
      problem
    case .unreadable(let path, let reason):
      "\(path): \(reason)\nhelp: --patterns takes a readable file or folder"
    }
  }

  /// The pattern engine's message, its place in the expression replaced by that in the rule file.
  ///
  /// A problem inside a pattern file keeps its own place.
  private static func patternProblem(
    _ place: TextPlace, _ rule: String, _ problem: String
  ) -> String {
    guard problem.hasPrefix(place.file + ":") else {
      return "\(place): the pattern of \(rule) does not compile\n\(problem)"
    }
    // `file:line:column: message`, and the lines that show the text with its mark.
    let rest = problem.dropFirst(place.file.count).drop { $0 != " " }
    return "\(place): the pattern of \(rule):\(rest)"
  }

  /// The component whose id or other name is near.
  private static func componentAdvice(for name: String) -> String {
    let names = Component.all.flatMap { [$0.id, $0.dataset] + $0.aliases }
    if let component = Spelling.nearest(to: name, among: names).flatMap(Component.named) {
      return "did you mean `\(component.id)`?"
    }
    return advice(for: name, among: Component.all.map(\.id))
  }

  /// The nearest known word if one is near, else all of them.
  private static func advice(for word: String, among known: [String]) -> String {
    if let near = Spelling.nearest(to: word, among: known) { return "did you mean `\(near)`?" }
    return "known are " + known.map { "`\($0)`" }.joined(separator: ", ")
  }
}
