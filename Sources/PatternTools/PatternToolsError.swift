import Glibc
package import Grok

/// What can be wrong when patterns are listed, shown or tried.
package enum PatternToolsError: Error, Equatable, CustomStringConvertible {
  /// No library defines the name; `nearest` is spelled most alike.
  case unknownPattern(name: String, nearest: String?)
  /// A file cannot be read; `errno` is the system's.
  case unreadable(path: String, errno: Int32)
  /// A file is longer than a text may be, in bytes.
  case tooLong(path: String, limit: Int)
  /// A file cannot be written; `errno` is the system's.
  case unwritable(path: String, errno: Int32)
  /// A line of a batch is no document; `problem` says why.
  case badDocument(problem: String, help: String)
  /// A file of the library is wrong; the text is the loader's.
  case library(description: String)
  /// An expression is wrong.
  case grok(GrokError)
  /// A text is no message id.
  case badMessageID(String)
  /// Nothing is known of a message id.
  case unknownMessage(id: String)
  /// No check of `lint` has the id; `nearest` is spelled most alike.
  case unknownCheck(id: String, nearest: String?)

  /// The error in words.
  package var description: String {
    switch self {
    case .unknownPattern(let name, let nearest):
      "pattern \(name): no library defines it\n"
        + (nearest.map { "help: did you mean \($0)? `genlog patterns list` shows all" }
          ?? "help: `genlog patterns list` shows all")
    case .unreadable(let path, let code):
      "\(path): cannot be read: \(String(cString: strerror(code)))\n"
        + "help: give a file that can be read, or - for standard input"
    case .tooLong(let path, let limit):
      "\(path): is longer than a text may be, \(limit >> 20) MiB\n"
        + "help: without --multiline each line is a text"
    case .unwritable(let path, let code):
      "\(path): cannot be written: \(String(cString: strerror(code)))\n"
        + "help: it stays as it was; see to its folder's permissions and room"
    case .badDocument(let problem, let help):
      "document: \(problem)\nhelp: \(help)"
    case .library(let description):
      description
    case .grok(let error):
      error.description
    case .badMessageID(let text):
      "\(text): is not a message id\nhelp: an id is five digits: 04541, or GCTI-00-04541"
    case .unknownCheck(let id, let nearest):
      "\(id): is no check\n"
        + (nearest.map { "help: did you mean \($0)? `genlog patterns lint --list` shows all" }
          ?? "help: `genlog patterns lint --list` shows all")
    case .unknownMessage(let id):
      "message \(id): nothing is known of it\n"
        + "help: `genlog catalog import` takes the .lms files of your Genesys products"
    }
  }
}
