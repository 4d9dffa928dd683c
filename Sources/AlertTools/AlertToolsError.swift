/// What ends `genlog alert` before it has begun.
package enum AlertToolsError: Error, Equatable, CustomStringConvertible {
  /// A test is of one rule.
  case manyRules(path: String, count: Int)
  /// A time that is none.
  case badTime(String)

  /// The message as printed.
  package var description: String {
    switch self {
    case .manyRules(let path, let count):
      "\(path): holds \(count) rules, and a test is of one\nhelp: name the file of one rule"
    case .badTime(let text):
      "`\(text)` is no time\nhelp: write it like 2026-03-01T12:00:00Z"
    }
  }
}
