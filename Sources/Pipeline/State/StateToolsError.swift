/// What keeps a command about state from giving an answer.
package enum StateToolsError: Error, Equatable, CustomStringConvertible {
  /// There is no state below the directory.
  case noState(root: String)
  /// None of the destinations is meant by a text.
  case noDestination(String, there: [String])
  /// No file is meant by `name`, or none is remembered at all; `there` are the paths of those that are.
  case nothing(name: String?, there: [String])

  /// The error in words.
  package var description: String {
    switch self {
    case .noState(let root):
      "\(SafeText.of(root)): there is no state of `genlog follow`\n"
        + "help: give the --state that it was started with"
    case .noDestination(let text, let there):
      "--to \(SafeText.of(text)): nothing is remembered for it\n"
        + "help: there is " + StateToolsError.few(there)
    case .nothing(let name, let there) where there.isEmpty:
      "\(name.map(SafeText.of) ?? "--all"): no file is remembered\n"
        + "help: `genlog state list` shows what is, for all destinations"
    case .nothing(let name, let there):
      "\(name.map(SafeText.of) ?? "--all"): no such file is remembered\n"
        + "help: there is " + StateToolsError.few(there)
    }
  }

  private static let shown = 10

  private static func few(_ texts: [String]) -> String {
    let rest = texts.count > shown ? ", and \(texts.count - shown) more" : ""
    return texts.prefix(shown).map(SafeText.of).joined(separator: ", ") + rest
  }
}
