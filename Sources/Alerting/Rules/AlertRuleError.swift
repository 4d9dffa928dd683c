import Grok
package import YAMLReading

/// What is wrong with a file of rules: the place, the fact, and what to do about it.
package enum AlertRuleError: YAMLFailure, Equatable {
  /// The file is not YAML.
  case notYAML(at: TextPlace, problem: String)
  /// The file uses YAML anchors and aliases, which rule files have no need of.
  case hasAlias(at: TextPlace, name: String)
  /// A value has another type than its key asks for.
  case wrongType(at: TextPlace, key: String, expected: String, found: String)
  /// An option that the type of the rule cannot do without is missing.
  case missing(at: TextPlace, key: String, type: String)
  /// A rule without a type.
  case noType(at: TextPlace)
  /// A type of rule that there is not.
  case unknownType(at: TextPlace, text: String)
  /// A value that its key cannot have.
  case badValue(at: TextPlace, key: String, text: String, expected: String)
  /// A filter that cannot be read.
  case badFilter(at: TextPlace, reason: String, help: String)
  /// Options that cannot stand together.
  case conflict(at: TextPlace, reason: String, help: String)
  /// An option that would run code of the rule file.
  case code(at: TextPlace, key: String)
  /// A file that a rule names cannot be had.
  case file(at: TextPlace, path: String, reason: String)
  /// The file is larger than `limit` bytes.
  case tooLarge(file: String, limit: Int)
  /// Two rules have one name.
  case sameName(at: TextPlace, name: String, first: TextPlace)
}

extension AlertRuleError: CustomStringConvertible {
  /// The message as printed: place, what is wrong, and a line of help.
  package var description: String {
    switch self {
    case .notYAML(let place, let problem):
      "\(place): not valid YAML: \(problem)\n"
        + "help: texts with : # * & or quotes in them go in 'single quotes'"
    case .hasAlias(let place, let name):
      "\(place): *\(name) is a YAML alias, which rule files do not have\n"
        + "help: put a text that begins with * in 'single quotes'; write other values out"
    case .wrongType(let place, let key, let expected, let found):
      "\(place): `\(key)` must be \(expected), not \(found)\nhelp: see docs/alerts.md"
    case .missing(let place, let key, let type):
      "\(place): a rule of the type `\(type)` needs `\(key)`\nhelp: add `\(key):`"
    case .noType(let place):
      "\(place): the rule has no `type`\n"
        + "help: add `type: frequency`, or another; docs/alerts.md has them all"
    case .unknownType(let place, let text):
      "\(place): there is no rule type `\(text)`\nhelp: \(Self.advice(for: text, among: RuleType.names))"
    case .badValue(let place, let key, let text, let expected):
      "\(place): `\(key)` cannot be `\(text)`\nhelp: write \(expected)"
    case .badFilter(let place, let reason, let help):
      "\(place): the filter cannot be read: \(reason)\nhelp: \(help)"
    case .conflict(let place, let reason, let help):
      "\(place): \(reason)\nhelp: \(help)"
    case .code(let place, let key):
      "\(place): `\(key)` is code, and no code in rule files is ever run\n"
        + "help: leave it out; timestamp_type can be iso, unix or unix_ms"
    case .file(let place, let path, let reason):
      "\(place): \(path): \(reason)\nhelp: files that rules name lie in the folder of the rules"
    case .tooLarge(let file, let limit):
      "\(file): the file has more than \(limit) bytes\nhelp: a file holds one rule"
    case .sameName(let place, let name, let first):
      "\(place): there is a rule `\(name)` already, at \(first)\nhelp: give each rule its own `name`"
    }
  }

  /// The nearest known word if one is near, else all of them.
  static func advice(for word: String, among known: [String]) -> String {
    if let near = Spelling.nearest(to: word, among: known) { return "did you mean `\(near)`?" }
    return "known are " + known.map { "`\($0)`" }.joined(separator: ", ")
  }
}

/// What is passed over in a file of rules, and does no harm.
package struct AlertRuleWarning: Sendable, Equatable, CustomStringConvertible {
  /// Where it stands.
  package let place: TextPlace
  /// What it is, and what to do about it.
  package let text: String

  /// Says what is passed over at a place.
  package init(place: TextPlace, text: String) {
    self.place = place
    self.text = text
  }

  /// `rules/a.yaml:3:1: ...`.
  package var description: String { "\(place): \(text)" }
}
