package import Event
package import Grok

/// Fields nested by path, in the order of their first appearance.
package struct FieldTree {
  private struct Node {
    let key: String
    var value: GrokValue?
    var children: [Node] = []
  }

  private var nodes: [Node] = []

  /// Nests fields.
  ///
  /// One expression has no path that is a value and an object at once; of two expressions that
  /// disagree the first is believed.
  package init(_ fields: [GrokResult.Field]) {
    for field in fields { Self.insert(field.value, at: field.path[...], into: &nodes) }
  }

  private static func insert(
    _ value: GrokValue, at path: ArraySlice<String>, into nodes: inout [Node]
  ) {
    guard let key = path.first else { return }
    let isLast = path.count == 1
    if let index = nodes.firstIndex(where: { $0.key == key }) {
      guard !isLast, nodes[index].value == nil else { return }
      insert(value, at: path.dropFirst(), into: &nodes[index].children)
    } else {
      var node = Node(key: key, value: isLast ? value : nil)
      if !isLast { insert(value, at: path.dropFirst(), into: &node.children) }
      nodes.append(node)
    }
  }

  /// Appends the fields as a JSON object.
  package func append(to out: inout JSONBuffer) {
    Self.append(nodes, to: &out)
  }

  private static func append(_ nodes: [Node], to out: inout JSONBuffer) {
    out.append(UInt8(ascii: "{"))
    for (index, node) in nodes.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      out.append(quoted: node.key)
      out.append(UInt8(ascii: ":"))
      if let value = node.value {
        value.append(to: &out)
      } else {
        append(node.children, to: &out)
      }
    }
    out.append(UInt8(ascii: "}"))
  }
}
