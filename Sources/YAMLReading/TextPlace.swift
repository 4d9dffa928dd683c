/// A place in a text that a user wrote.
package struct TextPlace: Equatable, Sendable, CustomStringConvertible {
  /// The file's path, or its name for a built-in one.
  package let file: String
  /// Line, from 1.
  package let line: Int
  /// Column, from 1, in characters.
  package let column: Int

  /// A place; line and column count from 1.
  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `patterns/site.yml:3:5`.
  package var description: String { "\(file):\(line):\(column)" }
}
