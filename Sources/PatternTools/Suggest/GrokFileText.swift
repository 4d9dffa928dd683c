import Grok

/// Writes patterns as a file of patterns, with examples below each.
enum GrokFileText {
  /// The file.
  static func of(_ drafts: [SuggestedRule]) -> String {
    var text =
      "# Suggested by `genlog patterns suggest`. Look over names and fields, and the examples:\n"
    text += "# they are lines of the log.\n"
    for draft in drafts {
      let lines = draft.samples.count == 1 ? "1 line" : "\(draft.samples.count) lines"
      text += "\n# \(lines)\n\(name(of: draft)) \(draft.expression)\n"
      for example in draft.examples {
        text += TestLine.text(example.line, example.fields)
      }
    }
    return text
  }

  /// A rule's name as a pattern's: `CALL_LOST`.
  static func name(of draft: SuggestedRule) -> String {
    FieldWords.upper(draft.name)
  }

  /// Whether a file of one pattern says, once read, what was meant.
  static func holds(_ draft: SuggestedRule, library: PatternLibrary) -> Bool {
    var library = library
    guard (try? library.load(contents: of([draft]), path: "suggested.grok")) != nil,
      let read = library[name(of: draft)], read.regex == draft.expression,
      read.examples.count == draft.examples.count
    else { return false }
    return zip(read.examples, draft.examples).allSatisfy { example, meant in
      example.text == meant.line && example.expected == meant.fields.json && example.matches
    }
  }
}
