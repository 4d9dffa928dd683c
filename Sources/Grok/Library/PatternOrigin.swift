/// The place a pattern's text comes from.
public struct PatternOrigin: Sendable, Hashable {
  /// A file's path as it was given, the base name of a built-in file, or a mark such as `<command line>`.
  public var file: String

  /// The line in that file, from 1; 0 where the text has none.
  public var line: Int

  /// Names a place.
  public init(file: String, line: Int = 0) {
    self.file = file
    self.line = line
  }

  /// The place of an expression that a program wrote itself.
  public static let expression = PatternOrigin(file: "<expression>")
}
