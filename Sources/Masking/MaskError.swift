import Grok
package import YAMLReading

/// What is wrong with a file of masking rules: the place, the fact, and what to do about it.
package enum MaskError: YAMLFailure, Equatable {
  /// The file is not YAML.
  case notYAML(at: TextPlace, problem: String)
  /// The file uses YAML anchors and aliases, which rule files have no need of.
  case hasAlias(at: TextPlace, name: String)
  /// A value has another type than its key asks for.
  case wrongType(at: TextPlace, key: String, expected: String, found: String)
  /// A key that may not stand where it does; `known` are those that may.
  case unknownKey(at: TextPlace, key: String, known: [String])
  /// A rule without an action.
  case missingAction(at: TextPlace)
  /// A rule that says neither where nor what.
  case selectsNothing(at: TextPlace)
  /// Two keys of a rule of which only one can hold.
  case conflict(at: TextPlace, key: String, other: String)
  /// An action that there is not.
  case unknownAction(at: TextPlace, text: String)
  /// `skip` for a part of a value.
  case partialSkip(at: TextPlace)
  /// A path with an empty part.
  case badPath(at: TextPlace, text: String)
  /// A kind of text that there is not.
  case unknownKind(at: TextPlace, text: String)
  /// An expression that does not compile; `problem` is the pattern engine's own message.
  case badPattern(at: TextPlace, problem: String)
  /// `hash` without a key.
  case missingKey(at: TextPlace)
  /// The environment variable that should hold the key is not set, or is empty.
  case emptyVariable(at: TextPlace, name: String)
  /// A key that could be guessed.
  case shortKey(at: TextPlace, minimum: Int)
  /// Something other than `default` after `include`.
  case unknownInclude(at: TextPlace, text: String)
  /// A number that is none, or out of range.
  case badNumber(at: TextPlace, key: String, text: String)
  /// No rule at all.
  case noRules(file: String)
}

extension MaskError: CustomStringConvertible {
  /// The message as printed: place, what is wrong, and a line of help.
  package var description: String {
    switch self {
    case .notYAML(let place, let problem):
      "\(place): not valid YAML: \(problem)\n"
        + "help: paths with * and expressions go in 'single quotes'"
    case .hasAlias(let place, let name):
      "\(place): *\(name) is a YAML alias, which rule files do not have\n"
        + "help: put a path that begins with * in 'single quotes'; write other values out"
    case .wrongType(let place, let key, let expected, let found):
      "\(place): `\(key)` must be \(expected), not \(found)\nhelp: see docs/masking.md"
    case .unknownKey(let place, let key, let known):
      "\(place): unknown key `\(key)`\nhelp: \(Self.advice(for: key, among: known))"
    case .missingAction(let place):
      "\(place): the rule has no `action`\nhelp: \(Self.actions)"
    case .selectsNothing(let place):
      "\(place): the rule says neither where nor what to look for\n"
        + "help: add `field`, `keys`, `pattern` or `text`"
    case .conflict(let place, let key, let other):
      "\(place): `\(key)` and `\(other)` cannot stand in one rule\nhelp: make two rules of it"
    case .unknownAction(let place, let text):
      "\(place): there is no action `\(text)`\nhelp: \(Self.actions)"
    case .partialSkip(let place):
      "\(place): `skip` takes a field out, but the rule is for a part of a value\n"
        + "help: use `hide`, or leave `pattern` and `text` out"
    case .badPath(let place, let text):
      "\(place): `\(text)` is no path of a field\n"
        + "help: write keys with dots between: user.name, or 'genesys.**.pin'"
    case .unknownKind(let place, let text):
      "\(place): there is no kind of text `\(text)`\n"
        + "help: \(Self.advice(for: text, among: TextKind.allCases.map(\.rawValue)))"
    case .badPattern(let place, let problem):
      Self.patternProblem(place, problem)
    case .missingKey(let place):
      "\(place): `hash` needs a key\n"
        + "help: add `hash-key-from: GENLOG_MASK_KEY`, and set that environment variable"
    case .emptyVariable(let place, let name):
      "\(place): the environment variable \(name) is not set\n"
        + "help: export \(name) with a long random text, the same on each run"
    case .shortKey(let place, let minimum):
      "\(place): the key of `hash` has fewer than \(minimum) bytes\n"
        + "help: use a long random text: openssl rand -hex 32"
    case .unknownInclude(let place, let text):
      "\(place): there are no rules `\(text)` to include\nhelp: write `include: default`"
    case .badNumber(let place, let key, let text):
      "\(place): `\(key)` cannot be `\(text)`\nhelp: write a whole number from 1 to 100"
    case .noRules(let file):
      "\(file): holds no rules\nhelp: add a list `rules:`; `- include: default` is a start"
    }
  }

  private static var actions: String { "actions are \(MaskAction.words.joined(separator: ", "))" }

  /// The engine's message, its place in the expression replaced by that in the file.
  private static func patternProblem(_ place: TextPlace, _ problem: String) -> String {
    guard problem.hasPrefix(place.file + ":") else {
      return "\(place): the pattern does not compile\n\(problem)"
    }
    let rest = problem.dropFirst(place.file.count).drop { $0 != " " }
    return "\(place): the pattern:\(rest)"
  }

  /// The nearest known word if one is near, else all of them.
  private static func advice(for word: String, among known: [String]) -> String {
    if let near = Spelling.nearest(to: word, among: known) { return "did you mean `\(near)`?" }
    return "known are " + known.map { "`\($0)`" }.joined(separator: ", ")
  }
}
