/// The fields that are looked at, as a tree of keys: what is in none is stepped over.
struct FieldTree: Sendable {
  /// A key, or the event itself.
  struct Node: Sendable {
    /// The key's bytes.
    let key: [UInt8]
    /// The numbers of the fields that end here.
    fileprivate(set) var fields: [Int] = []
    /// The nodes of the keys below.
    fileprivate(set) var children: [Int] = []
  }

  /// The nodes; the event itself is the first.
  private(set) var nodes = [Node(key: [])]

  /// Adds the field `name` under the number `field`.
  mutating func insert(_ field: Int, _ name: String) {
    var node = 0
    for part in name.split(separator: ".") {
      let key = Array(part.utf8)
      if let known = nodes[node].children.first(where: { nodes[$0].key == key }) {
        node = known
      } else {
        nodes.append(Node(key: key))
        nodes[node].children.append(nodes.count - 1)
        node = nodes.count - 1
      }
    }
    nodes[node].fields.append(field)
  }

  /// The node of the key that stands at `range` of `event`, below `node`.
  func child(of node: Int, _ event: Span<UInt8>, _ range: Range<Int>) -> Int? {
    for child in nodes[node].children where nodes[child].isNamed(event, range) { return child }
    return nil
  }
}

extension FieldTree.Node {
  /// Whether its key stands at `range` of `event`.
  fileprivate func isNamed(_ event: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count == key.count else { return false }
    for index in 0..<key.count where event[range.lowerBound + index] != key[index] { return false }
    return true
  }
}
