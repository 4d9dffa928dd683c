/// What keeps a message catalogue from being read or written.
package enum CatalogueError: Error, Equatable {
  /// A file cannot be read; `reason` is the system's.
  case unreadable(path: String, reason: String)
  /// A file is longer than message files are.
  case tooLong(path: String, limit: Int)
  /// A file is no message file: the line that shows it, and what is wrong with it.
  case notMessages(path: String, line: Int, problem: String)
  /// The catalogue cannot be written; `reason` is the system's.
  case unwritable(path: String, reason: String)
  /// Neither `XDG_CONFIG_HOME` nor `HOME` says where the catalogue is.
  case noHome
}

extension CatalogueError: CustomStringConvertible {
  /// The message as printed: place, what is wrong, and a line of help.
  package var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason)\nhelp: give a message file (.lms) that can be read"
    case .tooLong(let path, let limit):
      "\(path): has more than \(limit) bytes\nhelp: message files are text of a few hundred kilobytes"
    case .notMessages(let path, let line, let problem):
      "\(path):\(line): \(problem)\n"
        + "help: a message file begins with a line of five or more fields between `|`; then each line "
        + "is ID|LEVEL|NAME|TEXT"
    case .unwritable(let path, let reason):
      "\(path): cannot be written: \(reason)\n"
        + "help: set XDG_CONFIG_HOME to a directory that you may write to"
    case .noHome:
      "the catalogue has no place: neither XDG_CONFIG_HOME nor HOME is set\n"
        + "help: set XDG_CONFIG_HOME to an absolute path"
    }
  }
}
