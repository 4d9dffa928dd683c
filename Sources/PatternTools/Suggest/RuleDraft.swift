import Grok

/// A rule on its way: its pattern, which of the samples are its own, and which others it takes.
struct RuleDraft: Sendable {
  /// The rule's name.
  let name: String
  /// The message id, or -1.
  let code: Int32
  /// The pattern as written.
  let expression: String
  /// The pattern, which must match a whole text.
  let pattern: GrokPattern
  /// Indices of the samples of its shape: it matches them all.
  var samples: [Int]
  /// How many letters and digits of a text are given.
  let weight: Int
  /// Examples, and what they give.
  var examples: [DraftExample] = []
  /// How many records it takes when its turn comes.
  var taken = 0
}

/// An example of a rule: a line, and what the rule makes of it.
struct DraftExample: Sendable {
  /// The line.
  let line: String
  /// The fields, dotted, in the order of the pattern.
  let fields: [(name: String, value: GrokValue)]
}
