/// The tables of docs/configuration.md: every option with its kind, default and meaning.
package enum OptionPage {
  /// The tables as Markdown, one a section.
  package static func markdown() -> String {
    OptionKey.Section.allCases.map { section in
      let keys = OptionKey.all.filter { $0.section == section }
      return "### \(section.rawValue)\n\n| key | | default | |\n|---|---|---|---|\n"
        + keys.map(row).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  private static func row(_ key: OptionKey) -> String {
    let standard =
      switch key.standard {
      case .none: ""
      case .value(let text): "`\(text)`"
      case .words(let words): words
      case .processors: "the number of processors"
      }
    let cells = ["`\(key.name)`", key.kind, standard, key.summary]
    return "| "
      + cells.map { $0.split(separator: "|").joined(separator: "\\|") }.joined(separator: " | ")
      + " |"
  }
}
