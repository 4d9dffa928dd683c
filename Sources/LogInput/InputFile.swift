/// One input: a file by its path, or standard input.
package struct InputFile: Sendable, Hashable {
  /// The path as given, or the directory as given with the way below it; `-` for standard input.
  package let path: String

  /// True for standard input.
  package let isStandardInput: Bool

  /// Standard input.
  package static let standardInput = InputFile(path: "-", isStandardInput: true)

  /// The file at `path`.
  package init(path: String) {
    self.init(path: path, isStandardInput: false)
  }

  private init(path: String, isStandardInput: Bool) {
    self.path = path
    self.isStandardInput = isStandardInput
  }

  /// What messages call it.
  var displayName: String {
    isStandardInput ? "standard input" : path
  }
}
