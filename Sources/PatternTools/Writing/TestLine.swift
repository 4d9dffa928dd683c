import Event
import Grok

/// A `# test:` line as a pattern file has it: docs/grok.md says what stands in one.
enum TestLine {
  /// The line that says which fields a text gives.
  static func text(_ example: String, _ fields: [GrokResult.Field]) -> String {
    "# test: \(spelled(example)) => \(fields.json)\n"
  }

  /// A text as it is where that is what a reader sees; else as a JSON string.
  private static func spelled(_ text: String) -> String {
    let ends = [text.utf8.first, text.utf8.last]
    let isPlain =
      ends.allSatisfy { $0.map { $0 > 0x20 } ?? false } && !text.hasPrefix("\"")
      && !text.contains(" => ") && text.utf8.allSatisfy { $0 >= 0x20 }
    return isPlain ? text : GrokValue.string(text).json
  }
}

extension [GrokResult.Field] {
  /// The fields as one JSON object.
  var json: String {
    var out = JSONBuffer()
    FieldTree(self).append(to: &out)
    return out.text()
  }
}
