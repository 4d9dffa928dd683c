import Grok
import Testing

/// An expression that does not match a text, and what is to blame.
struct BrokenExpression: Sendable, CustomTestStringConvertible {
  /// The way in which it fails.
  let way: String
  let expression: String
  let text: [UInt8]
  /// The element to blame.
  let culprit: String
  /// Where the text is no longer what was expected.
  let offset: Int
  /// What could have stood there.
  let expected: [String]
  var options = GrokOptions()
  var definitions: [String: String] = [:]
  /// Part of a hint; empty if there is none.
  var hint = ""

  init(
    _ way: String, _ expression: String, _ text: String, culprit: String, at offset: Int,
    expected: [String], hint: String = "", definitions: [String: String] = [:],
    options: (inout GrokOptions) -> Void = { _ in }
  ) {
    self.init(
      way, expression, bytes: Array(text.utf8), culprit: culprit, at: offset, expected: expected,
      hint: hint, definitions: definitions, options: options)
  }

  init(
    _ way: String, _ expression: String, bytes: [UInt8], culprit: String, at offset: Int,
    expected: [String], hint: String = "", definitions: [String: String] = [:],
    options: (inout GrokOptions) -> Void = { _ in }
  ) {
    self.way = way
    self.expression = expression
    text = bytes
    self.culprit = culprit
    self.offset = offset
    self.expected = expected
    self.definitions = definitions
    self.hint = hint
    options(&self.options)
  }

  var testDescription: String { way }

  func pattern() throws -> GrokPattern {
    var library = try PatternLibrary.standard(.ecs)
    for (name, regex) in definitions.sorted(by: { $0.key < $1.key }) {
      try library.define(name, as: regex)
    }
    return try GrokPattern(expression, library: library, options: options)
  }
}
