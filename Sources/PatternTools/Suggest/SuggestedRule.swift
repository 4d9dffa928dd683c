import Grok

/// A rule on its way: its pattern, which of the samples are its own, and which others it takes.
struct SuggestedRule: Sendable {
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
  /// Whether the pattern is one of the library.
  var isOfLibrary = false
  /// Examples, and what they give.
  var examples: [WrittenRule.Example] = []
}

extension GrokResult.Field {
  /// The name with dots, as rules write it.
  var name: String { path.joined(separator: ".") }
}
