import Grok

/// A grok processor of Elasticsearch.
struct IngestGrok: EventStep {
  /// Where it says which pattern matched.
  static let matchIndex = "_ingest._grok_match_index"

  /// The field it matches.
  let field: String
  /// The expressions, the first that matches wins.
  let set: GrokSet
  /// Whether a document without the field goes on.
  let ignoresMissing: Bool
  /// Whether a document that does not match goes on.
  let ignoresFailure: Bool
  /// Whether it says which expression matched.
  let tracesMatch: Bool

  func apply(
    to event: inout FieldList, noting coverage: inout ExampleCoverage
  ) throws(ExampleError) -> String? {
    let reason = match(&event, noting: &coverage)
    return ignoresFailure ? nil : reason
  }

  private func match(_ event: inout FieldList, noting coverage: inout ExampleCoverage) -> String? {
    let text: String
    switch event[field] {
    case .string(let value): text = value
    case nil, .null:
      return ignoresMissing ? nil : "the field \(field) is missing"
    case .some(let value):
      return "the field \(field) is a \(value.kind), and no text"
    }
    let bytes = Array(text.utf8)
    let result = set.evaluate(bytes)
    guard let first = result.patterns.first else { return result.tags.joined(separator: ", ") }
    coverage.note(set.patterns[first], bytes)
    if result.tags.contains(GrokTag.convertFailure) {
      return "a captured text is not of its type"
    }
    for captured in FieldList(result.fields).fields { event.set(captured.name, captured.value) }
    if tracesMatch { event.set(Self.matchIndex, .string("\(first)")) }
    return nil
  }
}
