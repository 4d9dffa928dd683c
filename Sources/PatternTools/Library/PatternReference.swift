import Grok

extension PatternCatalog {
  /// The library as a page of Markdown: `docs/pattern-reference.md` is made by this and nothing else.
  func reference() -> String {
    var page = """
      # Pattern reference

      The patterns that come with genlog, by file. Made by `make docs` from `patterns/`; do not edit.
      How to write patterns: [grok.md](grok.md). One name in full:
      `genlog patterns show NAME`.

      The flavour says who sees a definition: `ecs` is the default, `legacy` is meant with `--no-ecs`,
      and `both` serves both. Fields are strings unless a type is given.

      """
    var files: [String] = []
    for file in entries.map(\.definition.origin.file) where !files.contains(file) {
      files.append(file)
    }
    for file in files.sorted() {
      let rows = entries.filter { $0.definition.origin.file == file }.map(row)
      page +=
        "\n## \(file)\n\n| name | meaning | flavour | fields | example |\n|---|---|---|---|---|\n"
      page += rows.joined()
    }
    return page
  }

  private func row(_ entry: Entry) -> String {
    let cells = [
      "`\(entry.definition.name)`", escaped(entry.meaning), entry.flavourName, fields(entry),
      example(entry),
    ]
    return "| " + cells.joined(separator: " | ") + " |\n"
  }

  private func fields(_ entry: Entry) -> String {
    let library = library(entry.flavour ?? .ecs)
    // The library's own tests compile every name.
    guard let pattern = try? GrokPattern("%{\(entry.definition.name)}", library: library) else {
      return ""
    }
    return pattern.fields.map { field in
      let name = "`\(field.path.joined(separator: "."))`"
      return field.type.map { $0 == .string ? name : "\(name) \($0.rawValue)" } ?? name
    }.joined(separator: ", ")
  }

  /// The first text that matches, and is one.
  private func example(_ entry: Entry) -> String {
    let texts = entry.definition.examples.filter(\.matches).map(\.text)
    guard let text = texts.first(where: { !$0.isEmpty }) else { return "" }
    return "`" + escaped(text).replacing("`", with: "'") + "`"
  }

  /// The text on one line, and without what would end a cell.
  private func escaped(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: "⏎").replacing("\r", with: "")
      .replacing("\t", with: "→")
  }
}
