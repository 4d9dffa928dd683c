/// How the fields of events are stored, as a server wants to be told.
///
/// No log can make a mapping grow: keys that come from logs stand in `open` fields, which are one field to
/// the server. What is not in the ``FieldTable`` comes from rules of users, and is mapped as it comes.
struct Mappings {
  private let kind: ServerKind

  /// Longer names and words are kept, and not found: what ECS does.
  private static let longestKeyword: JSONTree = 1024

  /// For a server of this kind.
  init(_ kind: ServerKind) {
    self.kind = kind
  }

  /// The mapping of all fields.
  var tree: JSONTree {
    var root = Branch()
    for row in FieldTable.rows {
      root.insert(declaration(row), at: row.name.split(separator: ".")[...])
    }
    return [
      // Texts that look like dates are texts.
      "date_detection": false,
      "dynamic_templates": [
        [
          "strings": [
            "match_mapping_type": "string",
            "mapping": ["type": "keyword", "ignore_above": Mappings.longestKeyword],
          ]
        ]
      ],
      "properties": root.properties,
    ]
  }

  private func declaration(_ row: FieldRow) -> JSONTree {
    switch row.kind {
    case .keyword: ["type": "keyword", "ignore_above": Mappings.longestKeyword]
    case .text: text
    // As ECS has `event.original`.
    case .original: ["type": "keyword", "index": false, "doc_values": false]
    // Milliseconds: what the other `logs-*-*` streams have, since one search over two kinds of dates is no
    // pleasure. `_source` has all digits, and `log.offset` the order within a file.
    case .date: ["type": "date", "ignore_malformed": false]
    case .long: ["type": "long"]
    case .double: ["type": "double"]
    case .boolean: ["type": "boolean"]
    case .ip: ["type": "ip"]
    case .geoPoint: ["type": "geo_point"]
    case .open: open
    }
  }

  private var text: JSONTree {
    kind.product == .openSearch ? ["type": "text", "norms": false] : ["type": "match_only_text"]
  }

  private var open: JSONTree {
    if kind.product != .openSearch {
      return ["type": "flattened", "ignore_above": Mappings.longestKeyword]
    }
    // Before 2.17 flat_object refuses some arrays of objects (opensearch-project/OpenSearch#13184): rather kept
    // and not found than refused.
    return kind.isOpenSearch(2, 17)
      ? ["type": "flat_object"] : ["type": "object", "enabled": false]
  }

  /// Fields in fields.
  private struct Branch {
    private var declaration: JSONTree?
    private var names: [Substring] = []
    private var children: [Substring: Branch] = [:]

    mutating func insert(_ declaration: JSONTree, at path: ArraySlice<Substring>) {
      guard let first = path.first else {
        self.declaration = declaration
        return
      }
      if children[first] == nil { names.append(first) }
      children[first, default: Branch()].insert(declaration, at: path.dropFirst())
    }

    /// The members of an object of fields.
    var properties: JSONTree {
      .object(
        names.map { name in
          let child = children[name] ?? Branch()
          return JSONTree.Member(
            key: String(name), value: child.declaration ?? ["properties": child.properties])
        })
    }
  }
}
