/// Damage that was met when state was read, and survived.
package struct StateProblem: Sendable, Equatable {
  /// What is wrong with a file.
  package enum Kind: Sendable, Equatable {
    /// Records are not what was written; the first of `count` begins at byte `offset`.
    case damaged(count: Int, offset: Int64)
    /// It ends in the middle of a record, which begins at byte `offset`.
    case cutShort(offset: Int64)
    /// A snapshot does not have all its records.
    case incomplete
    /// It is not there.
    case missing
    /// It cannot be read; `code` is the system's errno.
    case unreadable(code: Int32)
  }

  /// The file.
  package let path: String
  /// What is wrong with it.
  package let kind: Kind
}

extension StateProblem: CustomStringConvertible {
  /// The problem in words: where, what, and what that means.
  package var description: String {
    "\(path): \(statement)\nhelp: nothing is lost; what was known of some files may be older, and what "
      + "was delivered since is sent again under the same names"
  }

  private var statement: String {
    switch kind {
    case .damaged(1, let offset): "a record is damaged, at byte \(offset)"
    case .damaged(let count, let offset):
      "\(count) records are damaged, the first at byte \(offset)"
    case .cutShort(let offset): "ends in the middle of a record, at byte \(offset)"
    case .incomplete: "does not have all its records"
    case .missing: "is missing"
    case .unreadable(let code): "cannot be read: \(StateError.reason(code))"
    }
  }
}
