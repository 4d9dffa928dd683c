import Grok
import YAMLReading

/// A rule as a rule file has it: docs/rules.md says what stands in one.
struct WrittenRule {
  /// A line, or a record of several, and what the rule makes of it.
  struct Example {
    let line: String
    /// The fields, in the order of the pattern.
    let fields: [GrokResult.Field]
  }

  /// What is said of the rule above it, on one line; empty for nothing.
  var comment = ""
  /// Its name: see ``name(_:)``.
  let name: String
  /// The message ids that it is for.
  let codes: [Int]
  /// The expression.
  let pattern: String
  /// Whether the pattern sees all lines of a record.
  var seesMembers = false
  /// The examples.
  let examples: [Example]

  /// The lines of the rule, as an element of `rules:`.
  var yaml: String {
    var text = comment.isEmpty ? "" : "  # \(comment)\n"
    text += "  - name: \(YAMLText.text(name))\n"
    let codes = codes.map(Self.digits)
    if codes.count == 1 { text += "    code: \(codes[0])\n" }
    if codes.count > 1 { text += "    code: [\(codes.joined(separator: ", "))]\n" }
    text += "    pattern: \(YAMLText.quoted(pattern))\n"
    if seesMembers { text += "    members: true\n" }
    text += "    examples:\n"
    for example in examples { text += Self.text(of: example) }
    return text
  }

  private static func text(of example: Example) -> String {
    let line = "      - line: \(YAMLText.quoted(example.line))\n"
    if example.fields.isEmpty { return line + "        fields: {}\n" }
    return line + "        fields:\n"
      + example.fields.map { field in
        "          \(YAMLText.text(field.path.joined(separator: "."))): \(value(field.value))\n"
      }.joined()
  }

  private static func value(_ value: GrokValue) -> String {
    switch value {
    case .string(let text): YAMLText.text(text)
    case .array(let values): "[" + values.map { self.value($0) }.joined(separator: ", ") + "]"
    case .integer, .bigInteger, .double, .boolean, .null: value.json
    }
  }

  /// A message id as it is written: five digits, in quotes.
  private static func digits(_ code: Int) -> String {
    let digits = String(code)
    return "\"" + String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits + "\""
  }

  /// A name that rules can have: `my-rule` for `My rule`.
  static func name(_ text: String) -> String {
    let bytes = text.lowercased().utf8.prefix(60).map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: UInt8(ascii: "-")
      }
    }
    return bytes.isEmpty ? "my-rule" : String(decoding: bytes, as: UTF8.self)
  }
}
