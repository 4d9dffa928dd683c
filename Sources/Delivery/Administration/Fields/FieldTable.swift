/// All fields that genlog's own rules and decoders give events: the one list that mappings are made of.
///
/// Rules of a user may add fields; those are mapped as they come.
package enum FieldTable {
  /// The fields, in the order of the page.
  package static let rows: [FieldRow] = sections.flatMap(\.rows)

  /// The fields by what they belong to.
  package static let sections: [(title: String, rows: [FieldRow])] = {
    var sections: [(title: String, rows: [FieldRow])] = []
    for line in FieldText.lines.split(separator: "\n") {
      if line.hasPrefix("# ") {
        sections.append((String(line.dropFirst(2)), []))
      } else if !sections.isEmpty {
        sections[sections.count - 1].rows += rows(line)
      }
    }
    return sections
  }()

  /// The rows that a line stands for: name, kind, and what it means.
  private static func rows(_ line: Substring) -> [FieldRow] {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count >= 2 else { return [] }
    let name = String(words[0])
    let summary =
      words.count > 2 ? words[2].drop { $0 == " " } : ""
    if let kind = FieldKind(rawValue: String(words[1])) {
      return [FieldRow(name: name, kind: kind, summary: String(summary))]
    }
    return FieldText.parts(of: words[1]).enumerated().map { number, part in
      FieldRow(
        name: name + "." + part.name, kind: part.kind, summary: number == 0 ? String(summary) : "")
    }
  }
}
