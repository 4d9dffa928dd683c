import Glibc

/// What keeps a run from starting, or from telling what it did: usage and configuration.
package enum PipelineError: Error, Equatable {
  /// A configuration file holds something wrong.
  case configuration(file: String, line: Int?, problem: String, help: String)
  /// The value of an option means nothing.
  case option(name: String, value: String, problem: String, help: String)
  /// A file that the options name cannot be read; `code` is the system's errno.
  case unreadable(path: String, code: Int32)
  /// A file that the options name cannot be written; `code` is the system's errno.
  case unwritable(path: String, code: Int32)
  /// An error of the patterns, rules, filter or destination, already in words.
  case invalid(String)
}

extension PipelineError: CustomStringConvertible {
  /// The error in words: where, what, and what to do.
  package var description: String {
    switch self {
    case .configuration(let file, let line, let problem, let help):
      "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)\nhelp: \(help)"
    case .option(let name, let value, let problem, let help):
      "--\(name) \(value): \(problem)\nhelp: \(help)"
    case .unreadable(let path, let code):
      "\(path): \(PipelineError.reason(code))\nhelp: check the path and its permissions"
    case .unwritable(let path, let code):
      "\(path): \(PipelineError.reason(code))\nhelp: check the path, its permissions and free space"
    case .invalid(let text):
      text
    }
  }

  /// The system's words for an errno, in lower case.
  static func reason(_ code: Int32) -> String {
    let words = String(cString: strerror(code))
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
