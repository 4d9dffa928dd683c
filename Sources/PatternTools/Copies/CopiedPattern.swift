package import Grok

/// A pattern file made of an expression and lines that it matches: the definition, and its tests.
///
///     # the user's own definitions
///     ORDER \d{4}-\d+
///     ORDER_LINE order %{ORDER:order.id}
///     # test: order 2016-7 => {"order":{"id":"2016-7"}}
package struct CopiedPattern {
  /// The file's text.
  package let text: String

  /// Writes the file.
  ///
  /// - Parameters:
  ///   - name: of the new pattern; what no name may hold becomes `_`.
  ///   - definitions: a pattern file's text that the expression needs; may be empty.
  ///   - library: the patterns that come along, and `definitions`.
  ///   - lines: texts; each that matches, and gives other fields than those before, becomes a test.
  /// - Throws: ``CopyProblem``.
  package init(
    name: String, expression: String, definitions: String, library: PatternLibrary,
    lines: [String]
  ) throws(CopyProblem) {
    let name = Self.name(name)
    let test = try WholeMatch(expression, library)
    var text = definitions
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    text += "\(name) \(Self.oneLine(expression))\n"
    var examples = ExampleChoice()
    for line in lines {
      guard let part = test.matchedPart(of: line), let fields = test.fields(of: part),
        examples.takes(fields)
      else { continue }
      text += TestLine.text(part, fields)
    }
    self.text = text
  }

  /// An expression as a definition has it: on one line, and without blanks that would be read as those
  /// between name and expression.
  private static func oneLine(_ expression: String) -> String {
    let line = expression.replacing("\r\n", with: "\\r\\n").replacing("\n", with: "\\n")
    return line.hasPrefix(" ") || line.hasPrefix("\t") ? "(?:\(line))" : line
  }

  /// A name that references can have: `MY_PATTERN` for `my pattern`.
  private static func name(_ text: String) -> String {
    let bytes = text.uppercased().utf8.prefix(60).map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: UInt8(ascii: "_")
      }
    }
    return bytes.isEmpty ? "MY_PATTERN" : String(decoding: bytes, as: UTF8.self)
  }
}
