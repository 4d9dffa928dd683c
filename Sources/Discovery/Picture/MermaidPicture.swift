/// A picture in the language of Mermaid, which code forges and wikis draw.
package struct MermaidPicture {
  private let picture: Picture

  /// Writes what a report says.
  package init(_ report: DiscoveryReport) {
    picture = Picture(report)
  }

  /// The text.
  package var text: String {
    var text = "flowchart LR\n"
    for (number, node) in picture.nodes.enumerated() { text += box(node, number) }
    for edge in picture.edges { text += line(edge) }
    if let rest = picture.rest { text += "  more[\"and \(rest)\"]\n" }
    return text
  }

  private func box(_ node: Picture.Node, _ number: Int) -> String {
    let name = [node.title, node.subtitle].filter { !$0.isEmpty }.map(Self.escaped)
      .joined(separator: "<br>")
    guard !node.rows.isEmpty else { return "  h\(number)[\"\(name)\"]\n" }
    var text = "  subgraph h\(number)[\"\(name)\"]\n"
    for (index, row) in node.rows.enumerated() {
      let label = [row.text, row.detail].filter { !$0.isEmpty }.map(Self.escaped)
        .joined(separator: "<br>")
      text += "    h\(number)s\(index)([\"\(label)\"])\n"
    }
    if node.hiddenRows > 0 { text += "    h\(number)more[\"and \(node.hiddenRows) more\"]\n" }
    return text + "  end\n"
  }

  private func line(_ edge: Picture.Edge) -> String {
    let from = edge.fromRow.map { "h\(edge.from)s\($0)" } ?? "h\(edge.from)"
    let to = edge.toRow.map { "h\(edge.to)s\($0)" } ?? "h\(edge.to)"
    let arrow =
      edge.tone == .media ? (edge.isMutual ? "<-.->" : "-.->") : (edge.isMutual ? "<-->" : "-->")
    let label = edge.label
    return "  \(from) \(arrow)\(label.isEmpty ? "" : "|\"\(Self.escaped(label))\"|") \(to)\n"
  }

  /// Text in quotes: Mermaid's own entities for what could end them or mean something.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "#", "&", "<", ">", "`", ";", "\\", "[", "]", "{", "}", "|", "*", "_", "~", "$",
        "%":
        escaped += "#\(scalar.value);"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
