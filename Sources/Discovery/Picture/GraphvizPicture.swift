/// A picture in the language of Graphviz: `dot -Tsvg map.dot`.
package struct GraphvizPicture {
  private let picture: Picture
  private let title: String

  /// Writes what a report says.
  package init(_ report: DiscoveryReport) {
    picture = Picture(report)
    title = report.title
  }

  /// The text.
  package var text: String {
    var text = """
      digraph discovery {
        graph [rankdir=LR, ranksep=1.4, nodesep=0.35, fontname="Helvetica", labelloc=t, label="\(Self.quoted(title))"];
        node [shape=plain, fontname="Helvetica", fontsize=11];
        edge [fontname="Helvetica", fontsize=9, arrowsize=0.7];

      """
    for (number, node) in picture.nodes.enumerated() {
      text += "  h\(number) [label=<\(Self.table(node))>];\n"
    }
    for edge in picture.edges { text += "  \(line(edge))\n" }
    if let rest = picture.rest { text += "  more [shape=note, label=\"and \(rest)\"];\n" }
    return text + "}\n"
  }

  private static func table(_ node: Picture.Node) -> String {
    var table = "<TABLE BORDER=\"0\" CELLBORDER=\"1\" CELLSPACING=\"0\" CELLPADDING=\"5\">"
    table += "<TR><TD PORT=\"host\" BGCOLOR=\"#eef2f7\"><B>\(escaped(node.title))</B>"
    if !node.subtitle.isEmpty { table += "<BR/>\(escaped(node.subtitle))" }
    table += "</TD></TR>"
    for (number, row) in node.rows.enumerated() {
      table += "<TR><TD PORT=\"s\(number)\" ALIGN=\"LEFT\">\(escaped(row.text))"
      if !row.detail.isEmpty {
        table += "<BR ALIGN=\"LEFT\"/><FONT POINT-SIZE=\"9\">\(escaped(row.detail))</FONT>"
      }
      table += "</TD></TR>"
    }
    if node.hiddenRows > 0 {
      table += "<TR><TD ALIGN=\"LEFT\">and \(node.hiddenRows) more</TD></TR>"
    }
    return table + "</TABLE>"
  }

  private func line(_ edge: Picture.Edge) -> String {
    let from = edge.fromRow.map { "h\(edge.from):s\($0)" } ?? "h\(edge.from):host"
    let to = edge.toRow.map { "h\(edge.to):s\($0)" } ?? "h\(edge.to):host"
    var attributes = "color=\"\(Self.color(edge.tone))\", label=\"\(Self.quoted(edge.label))\""
    if edge.isMutual { attributes += ", dir=both" }
    if edge.tone == .media { attributes += ", style=dashed" }
    if edge.hasFaults { attributes += ", fontcolor=\"#c0322b\"" }
    return "\(from) -> \(to) [\(attributes)];"
  }

  private static func color(_ tone: Picture.Tone) -> String {
    switch tone {
    case .sip: "#1f6fb8"
    case .http: "#2a7d46"
    case .tls: "#7a4fb5"
    case .media: "#8a929c"
    case .genesys: "#b3541e"
    case .other: "#7a5c1e"
    }
  }

  /// Text in double quotes, where `\` begins an escape.
  private static func quoted(_ text: String) -> String {
    var quoted = ""
    for character in text {
      if character == "\"" || character == "\\" { quoted += "\\" }
      quoted.append(character)
    }
    return quoted
  }

  /// Text in a label that is like HTML.
  private static func escaped(_ text: String) -> String { Markup.escaped(text) }
}
