/// Why an expression and its lines do not make a file.
package enum CopyProblem: Error, Equatable, CustomStringConvertible {
  /// None of the lines matches.
  case noLine
  /// The expression takes a part of a record's text; `rest` is what it leaves.
  case notWhole(rest: String)
  /// The expression does not compile as a part of the file; the text is the engine's.
  case refused(String)

  /// The problem in words, and what to do about it.
  package var description: String {
    switch self {
    case .noLine: "no sample matches the expression; a rule needs one as its example"
    case .notWhole(let rest):
      "a rule takes the whole text of a record: extend the expression over \"\(rest)\""
    case .refused(let text): text
    }
  }
}
