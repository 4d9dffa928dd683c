import Event
import Grok

/// Writes patterns as a file of patterns, with examples below each.
enum GrokFileText {
  /// The file.
  static func of(_ drafts: [RuleDraft]) -> String {
    var text =
      "# Suggested by `genlog patterns suggest`. Look over names and fields, and the examples:\n"
    text += "# they are lines of the log.\n"
    for draft in drafts {
      let lines = draft.samples.count == 1 ? "1 line" : "\(draft.samples.count) lines"
      text += "\n# \(lines)\n\(name(of: draft)) \(draft.expression)\n"
      for example in draft.examples {
        text += "# test: \(quoted(example.line)) => \(json(example))\n"
      }
    }
    return text
  }

  /// A rule's name as a pattern's: `CALL_LOST`.
  static func name(of draft: RuleDraft) -> String {
    FieldWords.upper(draft.name)
  }

  /// Whether a file of one pattern says, once read, what was meant.
  static func holds(_ draft: RuleDraft, library: PatternLibrary) -> Bool {
    var library = library
    guard (try? library.load(contents: of([draft]), path: "suggested.grok")) != nil,
      let read = library[name(of: draft)], read.regex == draft.expression,
      read.examples.count == draft.examples.count
    else { return false }
    return zip(read.examples, draft.examples).allSatisfy { example, meant in
      example.text == meant.line && example.expected == json(meant) && example.matches
    }
  }

  private static func json(_ example: DraftExample) -> String {
    var out = JSONBuffer(capacity: 256)
    FieldTree(example.fields).append(to: &out)
    return out.text()
  }

  /// A line as it is, where that is what a reader sees; else as a JSON string.
  private static func quoted(_ line: String) -> String {
    let isPlain =
      !line.contains(" => ") && line.utf8.first.map { $0 > 0x22 || $0 == 0x21 } ?? false
      && line.utf8.last.map { $0 > 0x20 } ?? false && line.utf8.allSatisfy { $0 >= 0x20 }
    if isPlain { return line }
    var out = JSONBuffer(capacity: line.utf8.count + 2)
    out.append(quoted: line)
    return out.text()
  }
}
