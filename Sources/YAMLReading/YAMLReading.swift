/// # YAMLReading: YAML files that users write, with the place of every mistake
///
/// Brief overview: a ``YAMLTree`` turns a text into Yams' nodes and reads them as what a key asks for;
/// what is wrong it throws as the reader's own error, a ``YAMLFailure``, with a ``TextPlace``.
///
///     let tree = YAMLTree<RuleError>(file: "site.yml")
///     for (key, value) in try tree.mapping(try tree.compose(text), named: "the file") { ... }
///
/// An error that can say what is wrong with YAML itself.
package protocol YAMLFailure: Error {
  /// The text is not YAML.
  static func notYAML(at place: TextPlace, problem: String) -> Self
  /// The text uses YAML anchors and aliases, of which nested ones make a tree of exponential size.
  static func hasAlias(at place: TextPlace, name: String) -> Self
  /// A value has another type than its key asks for.
  static func wrongType(at place: TextPlace, key: String, expected: String, found: String) -> Self
  /// A key stands in a mapping that has it already; the first one is at `first`.
  static func duplicateKey(at place: TextPlace, key: String, first: TextPlace) -> Self
}

extension YAMLFailure {
  /// The text counts as no YAML.
  package static func duplicateKey(at place: TextPlace, key: String, first: TextPlace) -> Self {
    .notYAML(at: first, problem: "the key `\(key)` stands twice in one mapping")
  }
}
