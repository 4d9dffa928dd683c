/// One way in which an answer is another than expected.
enum FieldDifference: Sendable, Equatable {
  /// A field that should be there is not.
  case missing(String, FieldValue)
  /// A field is there that should not be.
  case unexpected(String, FieldValue)
  /// A field has another value.
  case other(String, expected: FieldValue, got: FieldValue)
  /// Nothing matched; with the tags that say why.
  case noMatch([String])
  /// Something matched that must not.
  case match(ExampleAnswer)
  /// Another rule took the record, or none did.
  case otherRule(expected: String, got: String?)
  /// The tags are others.
  case tags(expected: [String], got: [String])

  /// What it says, a line each; a field's begins with `-`, `+` or `!`.
  var lines: [String] {
    switch self {
    case .missing(let name, let value):
      ["- \(name): \(value.json)  expected, but not there"]
    case .unexpected(let name, let value):
      ["+ \(name): \(value.json)  there, but not expected"]
    case .other(let name, let expected, let got):
      ["! \(name): " + Self.contrast(expected, got)]
    case .noMatch(let tags):
      [
        tags.contains("_groktimeout")
          ? "the match was given up: \(tags.joined(separator: ", "))"
          : "does not match, but should"
      ]
    case .match(let answer):
      ["matches, but should not"]
        + answer.fields.fields.map { "+ \($0.name): \($0.value.json)" }
    case .otherRule(let expected, let got):
      [
        got.map { "taken by the rule \($0), not by \(expected)" }
          ?? "taken by no rule; expected \(expected)"
      ]
    case .tags(let expected, let got):
      ["! tags: expected \(Self.list(expected)), got \(Self.list(got))"]
    }
  }

  /// Two values, with their types where those differ.
  private static func contrast(_ expected: FieldValue, _ got: FieldValue) -> String {
    guard expected.kind != got.kind else { return "expected \(expected.json), got \(got.json)" }
    return "expected \(expected.json) (\(expected.kind)), got \(got.json) (\(got.kind))"
  }

  private static func list(_ tags: [String]) -> String {
    tags.isEmpty ? "none" : tags.joined(separator: ", ")
  }
}
