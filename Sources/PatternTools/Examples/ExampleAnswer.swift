import Grok

/// What the engine made of an example's text.
struct ExampleAnswer: Sendable, Equatable {
  /// Whether anything matched.
  var matched = false
  /// The rule that took it, where rules were tried.
  var rule: String?
  /// What was captured.
  var fields = FieldList()
  /// What went wrong.
  var tags: [String] = []

  /// Nothing matched.
  init() {}

  /// What expressions gave.
  init(_ result: GrokResult) {
    matched = result.matched
    fields = FieldList(result.fields)
    tags = result.tags
  }
}
