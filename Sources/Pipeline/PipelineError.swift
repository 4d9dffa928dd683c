import Glibc
package import YAMLReading

/// What keeps a run from starting, or from telling what it did: usage and configuration.
package enum PipelineError: Error, Equatable {
  /// A configuration file holds something wrong; without `help` the problem says what to do.
  case configuration(at: TextPlace, problem: String, help: String?)
  /// The value of an option means nothing.
  case option(name: String, value: String, problem: String, help: String)
  /// A file that the options name cannot be read; `code` is the system's errno.
  case unreadable(path: String, code: Int32)
  /// A file that the options name cannot be written; `code` is the system's errno.
  case unwritable(path: String, code: Int32)
  /// An error of the patterns, rules, filter or destination, already in words.
  case invalid(String)
  /// Several of them, which were found at once.
  case several([PipelineError])

  /// The errors that this one is made of.
  package var each: [PipelineError] {
    if case .several(let errors) = self { errors } else { [self] }
  }
}

extension PipelineError: CustomStringConvertible {
  /// The error in words: where, what, and what to do.
  package var description: String {
    switch self {
    case .configuration(let place, let problem, let help):
      "\(place): \(problem)\(help.map { "\nhelp: \($0)" } ?? "")"
    case .option(let name, let value, let problem, let help):
      "--\(name) \(value): \(problem)\nhelp: \(help)"
    case .unreadable(let path, let code):
      "\(path): \(PipelineError.reason(code))\nhelp: check the path and its permissions"
    case .unwritable(let path, let code):
      "\(path): \(PipelineError.reason(code))\nhelp: check the path, its permissions and free space"
    case .invalid(let text):
      text
    case .several(let errors):
      errors.map(\.description).joined(separator: "\n")
    }
  }

  /// The system's words for an errno, in lower case.
  static func reason(_ code: Int32) -> String {
    let words = String(cString: strerror(code))
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}

extension PipelineError: YAMLFailure {
  /// The configuration file is no YAML.
  package static func notYAML(at place: TextPlace, problem: String) -> PipelineError {
    .configuration(
      at: place, problem: "is not YAML: \(problem)",
      help:
        "write one `option: value` a line; -, expressions and paths with * go in 'single quotes'")
  }

  /// The configuration file has a YAML alias.
  package static func hasAlias(at place: TextPlace, name: String) -> PipelineError {
    .configuration(
      at: place,
      problem:
        "*\(PrintableText.short(name)) is a YAML alias, which configuration files do not have",
      help: "put a path that begins with * in 'single quotes'; write other values out")
  }

  /// A value of the configuration file is of the wrong kind.
  package static func wrongType(
    at place: TextPlace, key: String, expected: String, found: String
  ) -> PipelineError {
    .configuration(
      at: place, problem: "`\(PrintableText.short(key))` needs \(expected), not \(found)",
      help: "docs/configuration.md tells each option and its kind")
  }

  /// An option stands twice.
  package static func duplicateKey(
    at place: TextPlace, key: String, first: TextPlace
  ) -> PipelineError {
    let other = place == first ? "" : ", first in line \(first.line)"
    return .configuration(
      at: place, problem: "`\(PrintableText.short(key))` stands twice\(other)",
      help: "leave one of them; several values go in a list: [a, b]")
  }
}
