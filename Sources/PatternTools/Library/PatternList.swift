package import Event
package import Grok

/// The forms in which the library can be listed.
package enum ListFormat: String, Sendable, CaseIterable {
  /// Aligned columns: name, file, flavour, meaning.
  case table
  /// One JSON object a line: `name`, `file`, `line`, `flavour`, `summary`, `regex`.
  case json
  /// How many definitions each file has for which flavour, and how many names there are.
  case count
  /// The page `docs/pattern-reference.md`: name, meaning, flavour, fields with types, an example.
  case markdown
}

extension PatternCatalog {
  /// The list, each line ended by a line feed.
  func list(as format: ListFormat) -> String {
    switch format {
    case .table: table()
    case .json: json()
    case .count: counts()
    case .markdown: reference()
    }
  }

  private func table() -> String {
    let rows = entries.map { entry in
      [entry.definition.name, entry.definition.origin.file, entry.flavourName, entry.meaning]
    }
    return Columns.aligned(rows)
  }

  private func json() -> String {
    var out = JSONBuffer()
    for entry in entries {
      out.append("{")
      entry.definition.appendMembers(flavour: entry.flavourName, to: &out)
      out.append("}\n")
    }
    return out.text()
  }

  private func counts() -> String {
    var files: [String] = []
    var counts: [String: [String: Int]] = [:]
    for entry in entries {
      let file = entry.definition.origin.file
      if counts[file] == nil { files.append(file) }
      counts[file, default: [:]][entry.flavourName, default: 0] += 1
    }
    var rows: [[String]] = []
    for file in files.sorted() {
      for flavour in ["both", "ecs", "legacy"] {
        if let count = counts[file]?[flavour] { rows.append([file, flavour, "\(count)"]) }
      }
    }
    for flavour in Flavour.allCases {
      rows.append(["all names", flavour.rawValue, "\(library(flavour).names.count)"])
    }
    return Columns.aligned(rows)
  }
}

extension PatternDefinition {
  /// Appends `"name":...,"file":...,"line":...,"flavour":...,"summary":...,"regex":...`.
  package func appendMembers(flavour: String, to out: inout JSONBuffer) {
    out.append("\"name\":")
    out.append(quoted: name)
    out.append(",\"file\":")
    out.append(quoted: origin.file)
    out.append(",\"line\":")
    out.append(integer: Int64(origin.line))
    out.append(",\"flavour\":")
    out.append(quoted: flavour)
    out.append(",\"summary\":")
    out.append(quoted: summary)
    out.append(",\"regex\":")
    out.append(quoted: regex)
  }
}

/// Lays out rows of text in columns.
enum Columns {
  /// The rows, each cell padded to its column's width but the last of a row; two blanks between.
  static func aligned(_ rows: [[String]], indent: String = "") -> String {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    return rows.map { row in
      var line = indent
      for (column, cell) in row.enumerated() {
        line += cell
        if row[(column + 1)...].contains(where: { !$0.isEmpty }) {
          line += String(repeating: " ", count: widths[column] - cell.count + 2)
        }
      }
      return line + "\n"
    }.joined()
  }

  /// The rows, each cell but the last of a row at the right of its column; two blanks between.
  static func numbers(_ rows: [[String]]) -> String {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.dropLast().enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    return rows.map { row in
      let cells = row.dropLast().enumerated().map { column, cell in
        String(repeating: " ", count: widths[column] - cell.count) + cell
      }
      return (cells + row.suffix(1)).joined(separator: "  ") + "\n"
    }.joined()
  }
}
