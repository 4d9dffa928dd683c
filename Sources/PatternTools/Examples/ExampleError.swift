import Grok
package import YAMLReading

/// What is wrong with a file of tests: the place, the fact, and what to do about it.
package enum ExampleError: YAMLFailure, Equatable {
  /// The file is not YAML.
  case notYAML(at: TextPlace, problem: String)
  /// The file is not JSON.
  case notJSON(at: TextPlace, problem: String)
  /// The file uses YAML anchors and aliases, which files of tests have no need of.
  case hasAlias(at: TextPlace, name: String)
  /// A value has another type than its key asks for.
  case wrongType(at: TextPlace, key: String, expected: String, found: String)
  /// A key stands twice in one object.
  case repeatedKey(at: TextPlace, key: String, first: TextPlace)
  /// A key that may not stand where it does; `known` are those that may.
  case unknownKey(at: TextPlace, key: String, known: [String])
  /// Something that a test needs is not there, or cannot be done; with what to do.
  case problem(at: TextPlace, String, help: String)
  /// The same of a whole file.
  case file(String, String, help: String)
  /// A pattern or a rule is wrong; the text is the engine's own.
  case engine(String)
}

extension ExampleError: CustomStringConvertible {
  /// The message as printed: place, what is wrong, and a line of help.
  package var description: String {
    switch self {
    case .notYAML(let place, let problem):
      "\(place): not valid YAML: \(problem)\n"
        + "help: texts with brackets, quotes or `: ` go in 'single quotes' or below `|-`"
    case .notJSON(let place, let problem):
      "\(place): not valid JSON: \(problem)\nhelp: mend the document at this place"
    case .hasAlias(let place, let name):
      "\(place): *\(name) is a YAML alias, which files of tests do not have\nhelp: write the value out"
    case .wrongType(let place, let key, let expected, let found):
      "\(place): `\(key)` must be \(expected), not \(found)\n"
        + "help: `genlog help patterns test` shows the format"
    case .repeatedKey(let place, let key, let first):
      "\(place): the key `\(key)` stands in line \(first.line) already\nhelp: remove one of them"
    case .unknownKey(let place, let key, let known):
      "\(place): unknown key `\(key)`\nhelp: \(Self.advice(for: key, among: known))"
    case .problem(let place, let problem, let help): "\(place): \(problem)\nhelp: \(help)"
    case .file(let file, let problem, let help): "\(file): \(problem)\nhelp: \(help)"
    case .engine(let text): text
    }
  }

  private static func advice(for key: String, among known: [String]) -> String {
    if let near = Spelling.nearest(to: key, among: known) { return "did you mean `\(near)`?" }
    return "known are " + known.map { "`\($0)`" }.joined(separator: ", ")
  }
}
