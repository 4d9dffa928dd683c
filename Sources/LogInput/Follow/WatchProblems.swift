import Glibc

/// What keeps files from being followed, each told once as long as it lasts.
struct WatchProblems {
  // So many at a time: a thousand unreadable files need no thousand messages.
  private static let mostAtOnce = 10

  private let warning: @Sendable (String) -> Void
  private var told: Set<LogInputError> = []

  /// True if there are some that may pass without any notice.
  private(set) var mayPass = false

  /// Tells of problems by `warning`.
  init(warning: @escaping @Sendable (String) -> Void) {
    self.warning = warning
  }

  /// Tells of those `problems` that are new; `arguments` are what the user asked for.
  mutating func tell(_ problems: [LogInputError], arguments: Set<String>) {
    let lasting = problems.filter { WatchProblems.isWorthTelling($0, arguments) }
    let new = lasting.filter { !told.contains($0) }
    told = Set(lasting)
    mayPass = lasting.contains { !$0.isMissingFile && !$0.isNoMatch }
    for problem in new.prefix(WatchProblems.mostAtOnce) { warning(WatchProblems.text(problem)) }
    if new.count > WatchProblems.mostAtOnce {
      warning("\(new.count - WatchProblems.mostAtOnce) more files cannot be followed")
    }
  }

  /// A file may be gone before it is looked at: that is worth a word only if someone gave its name, or
  /// if a symbolic link stands there.
  private static func isWorthTelling(_ problem: LogInputError, _ arguments: Set<String>) -> Bool {
    switch problem {
    case .unreadable(let path, _) where problem.isMissingFile:
      var status = stat()
      return arguments.contains(path) || lstat(path, &status) == 0
    case .unreadableDirectory(_, ENOENT):
      return false
    default:
      return true
    }
  }

  private static func text(_ problem: LogInputError) -> String {
    switch problem {
    case .noMatch(let name):
      "\(name): no file matches now; what comes is followed from its start"
    case .unreadable(let name, _) where problem.isMissingFile:
      "\(name): no such file now; it is followed from its start once it is there"
    default:
      problem.description
    }
  }
}

extension LogInputError {
  fileprivate var isNoMatch: Bool {
    if case .noMatch = self { true } else { false }
  }
}
