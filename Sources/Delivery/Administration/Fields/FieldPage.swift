/// docs/fields.md: every field with its kind and meaning.
package enum FieldPage {
  /// The tables as Markdown, one a section.
  package static func markdown() -> String {
    FieldTable.sections.map { section in
      "## \(section.title)\n\n| field | | |\n|---|---|---|\n"
        + section.rows.map { "| `\($0.name)` | \($0.kind.rawValue) | \($0.summary) |\n" }.joined()
    }.joined(separator: "\n")
  }
}
