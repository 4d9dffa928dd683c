/// A pattern's name and text, and what its file says about it.
public struct PatternDefinition: Sendable {
  /// The name that `%{NAME}` refers to.
  public let name: String

  /// The text as it was written, references unexpanded.
  public let regex: String

  /// Where it was defined.
  public let origin: PatternOrigin

  /// The comment lines directly above it, joined by line feeds; empty if there are none.
  public let summary: String

  /// The `# lint:` lines above it.
  package let remarks: [PatternRemark]

  /// The `# test:` and `# test-not:` lines below it; read when they are asked for, as matching does not.
  public var examples: [PatternExample] {
    exampleLines.map { ExampleLine.read($0.text[...], matches: $0.matches, at: $0.origin) }
  }

  /// Whether a remark above it makes an exception for a check.
  func allows(_ check: GrokCheck) -> Bool {
    remarks.contains { remark in
      let words = remark.text.prefix { $0 != ":" }.split(separator: " ")
      return words.map(String.init) == ["allow", check.rawValue]
    }
  }

  /// What stands behind `test:` and `test-not:`.
  let exampleLines: [(text: String, matches: Bool, origin: PatternOrigin)]
}

/// What stands behind `# lint:` in a pattern file: `allow greedy-middle: the name may hold brackets`.
package struct PatternRemark: Sendable, Equatable {
  /// The text.
  package let text: String
  /// The line that says so.
  package let origin: PatternOrigin

  /// A remark.
  package init(text: String, origin: PatternOrigin) { (self.text, self.origin) = (text, origin) }
}

/// A text that a pattern must match, or must not.
///
/// Written below the definition in a pattern file:
///
///     INT [+-]?[0-9]+
///     # test: 42
///     # test: -7 => {}
///     # test-not: "4 2"
public struct PatternExample: Sendable, Equatable {
  /// The text, which is matched whole.
  public let text: String

  /// Whether the pattern must match it.
  public let matches: Bool

  /// The JSON object of captures that stands after `=>`; nil where only the match counts.
  public let expected: String?

  /// The line that says so.
  public let origin: PatternOrigin
}
