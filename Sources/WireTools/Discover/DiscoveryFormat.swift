/// How what was found is told.
package enum DiscoveryFormat: String, CaseIterable, Sendable {
  case table, ndjson, dot, mermaid, html, yml

  /// The one that the ending of a file's name tells; nil where it tells none.
  ///
  /// `.gz` behind it does not count.
  init?(ofFile path: String) {
    let plain = path.hasSuffix(".gz") ? path.dropLast(3) : Substring(path)
    let name = plain.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "txt": self = .table
    case "ndjson", "jsonl", "json": self = .ndjson
    case "dot", "gv": self = .dot
    case "mmd", "mermaid": self = .mermaid
    case "html", "htm": self = .html
    case "yml", "yaml": self = .yml
    default: return nil
    }
  }
}
