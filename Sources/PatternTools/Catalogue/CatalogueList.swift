import Event
import GenesysLog

/// Lists the messages of a catalogue.
struct CatalogueList {
  private let catalogue: MessageCatalogue

  init(_ catalogue: MessageCatalogue) {
    self.catalogue = catalogue
  }

  /// The list, each line ended by a line feed.
  func text(as format: CatalogueFormat) -> String {
    switch format {
    case .table: table()
    case .ndjson: ndjson()
    }
  }

  private func table() -> String {
    Columns.aligned(
      catalogue.entries.map { entry in
        [entry.id, entry.level.name, entry.name, entry.file, entry.text].map(PlainText.of)
      })
  }

  private func ndjson() -> String {
    var out = JSONBuffer()
    for entry in catalogue.entries {
      out.append("{\"id\":")
      out.append(quoted: entry.id)
      out.append(",\"level\":")
      out.append(quoted: entry.level.name)
      for (key, value) in [
        ("name", entry.name), ("component", entry.component ?? ""), ("file", entry.file),
        ("text", entry.text),
      ] where !value.isEmpty {
        out.append(",")
        out.append(quoted: key)
        out.append(":")
        out.append(quoted: value)
      }
      out.append("}\n")
    }
    return out.text()
  }
}

/// Text from files, made safe for a terminal.
enum PlainText {
  /// The text with `?` for control characters, which could move the cursor or change its colours.
  static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { plain.append(isControl(scalar) ? "?" : scalar) }
    return String(plain)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }
}
