/// What ends `genlog alert` before it has begun.
package enum AlertToolsError: Error, Equatable, CustomStringConvertible {
  /// There is no such file or folder, or it cannot be read.
  case unreadable(path: String, reason: String)
  /// A folder holds no rules.
  case noRules(path: String)
  /// Rules with mistakes, each in its own words.
  case badRules([String])

  /// A test is of one rule.
  case manyRules(path: String, count: Int)
  /// A time that is none.
  case badTime(String)

  /// The message as printed.
  package var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason)\nhelp: name a file of rules, or a folder of them"
    case .noRules(let path):
      "\(path): holds no rules\nhelp: rules are files whose names end in .yaml or .yml"
    case .manyRules(let path, let count):
      "\(path): holds \(count) rules, and a test is of one\nhelp: name the file of one rule"
    case .badTime(let text):
      "`\(text)` is no time\nhelp: write it like 2026-03-01T12:00:00Z"
    case .badRules(let problems): problems.joined(separator: "\n")
    }
  }
}
