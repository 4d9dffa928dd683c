import Grok
import YAMLReading

/// How values are spelled in a rule file, where a text must not be read as a number or as anything else.
enum YAMLScalar {
  /// A text in quotes: single ones where they can hold it, as a pattern needs no escapes in them.
  static func text(_ text: String) -> String {
    let scalar = YAMLText.scalar(text)
    return scalar == text ? "'\(text)'" : scalar
  }

  /// A field's name.
  static func key(_ name: String) -> String { isWord(name) ? name : text(name) }

  /// A captured value.
  static func value(_ value: GrokValue) -> String {
    switch value {
    case .string(let text): isWord(text) ? text : self.text(text)
    case .array(let values): "[" + values.map { self.value($0) }.joined(separator: ", ") + "]"
    case .integer, .bigInteger, .double, .boolean, .null: value.json
    }
  }

  /// Whether a text can do without quotes: it begins as no number does, and YAML finds it plain.
  private static func isWord(_ text: String) -> Bool {
    guard let first = text.utf8.first, (first | 0x20) &- 0x61 < 26 else { return false }
    return YAMLText.scalar(text) == text && !text.contains(":")
  }
}
