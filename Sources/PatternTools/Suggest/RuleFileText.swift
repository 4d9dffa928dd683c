import Grok
import YAMLReading

/// Writes rules as a file of rules: docs/patterns.md says what stands in one.
enum RuleFileText {
  /// The file.
  static func of(_ drafts: [RuleDraft], component: String?) -> String {
    var text =
      "# Suggested by `genlog patterns suggest`. Look over names and fields, and the examples:\n"
    text += "# they are lines of the log.\n"
    text += component.map { "component: \($0)\n" } ?? ""
    text += "rules:\n"
    for (index, draft) in drafts.enumerated() {
      if index > 0 { text += "\n" }
      text += rule(draft)
    }
    return text
  }

  private static func rule(_ draft: RuleDraft) -> String {
    let records = draft.samples.count == 1 ? "1 record" : "\(draft.samples.count) records"
    var text = "  # \(records)\n  - name: \(YAMLText.scalar(draft.name))\n"
    if draft.code >= 0 {
      let digits = String(draft.code)
      text += "    code: \"\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits)\"\n"
    }
    text += "    pattern: \(quoted(draft.expression))\n    examples:\n"
    for example in draft.examples {
      text += "      - line: \(quoted(example.line))\n"
      if example.fields.isEmpty {
        text += "        fields: {}\n"
        continue
      }
      text += "        fields:\n"
      for field in example.fields {
        text += "          \(field.name): \(value(field.value))\n"
      }
    }
    return text
  }

  private static func value(_ value: GrokValue) -> String {
    switch value {
    case .string(let text): isWord(text) ? text : quoted(text)
    case .integer(let number): String(number)
    case .double(let number): "\(number)"
    case .boolean(let flag): flag ? "true" : "false"
    case .bigInteger(let digits): quoted(digits)
    case .null: "''"
    case .array(let values): "[" + values.map(Self.value).joined(separator: ", ") + "]"
    }
  }

  /// Whether a text needs no quotes: a word that is neither a number nor `true`, `null` and the like.
  private static func isWord(_ text: String) -> Bool {
    guard let first = text.utf8.first, (first | 0x20) &- 0x61 < 26, text.utf8.count > 3 else {
      return false
    }
    return !["true", "false", "null"].contains(text.lowercased())
      && YAMLText.scalar(text) == text && !text.contains(":")
  }

  /// A text in quotes: single ones where it can be.
  private static func quoted(_ text: String) -> String {
    let scalar = YAMLText.scalar(text)
    return scalar == text && !text.isEmpty ? "'\(text)'" : text.isEmpty ? "''" : scalar
  }
}
