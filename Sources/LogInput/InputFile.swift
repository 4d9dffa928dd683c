/// One input: a file by its path, or standard input.
package struct InputFile: Sendable, Hashable {
  /// The path as given, or the directory as given with the way below it; `-` for standard input.
  package let path: String

  /// True for standard input.
  package let isStandardInput: Bool

  /// True if it was asked for by its path; false if it was found in a directory or by a pattern.
  package let isNamed: Bool

  /// Standard input.
  package static let standardInput = InputFile(path: "-", isStandardInput: true, isNamed: true)

  /// The file at `path`.
  package init(path: String, isNamed: Bool = true) {
    self.init(path: path, isStandardInput: false, isNamed: isNamed)
  }

  private init(path: String, isStandardInput: Bool, isNamed: Bool) {
    self.path = path
    self.isStandardInput = isStandardInput
    self.isNamed = isNamed
  }

  /// What messages call it.
  package var displayName: String {
    isStandardInput ? "standard input" : path
  }

  /// Whether a file that was found, not named, is left alone for its name: that of rules, of events or of notes, which lie
  /// beside logs and are none.
  package var isOther: Bool { !isNamed && Self.isOther(path) }

  /// Whether a path is that of rules, of events or of notes.
  static func isOther(_ path: String) -> Bool {
    [".yml", ".yaml", ".ndjson", ".md"].contains { path.hasSuffix($0) }
  }
}
