/// The lists of a dump that the next line may belong to, by how far their own lines are indented.
struct OpenLists {
  private struct Entry {
    var indent: Int
    var node: Int?
  }

  private var entries: [Entry] = []

  /// Makes an empty one.
  init() {
    entries.reserveCapacity(DumpTree.maxDepth * 2)
  }

  /// Begins with `root`, below which everything stands.
  mutating func begin(_ root: Int) {
    entries.removeAll(keepingCapacity: true)
    entries.append(Entry(indent: -1, node: root))
  }

  /// The list that a line with that indentation belongs to; those that it does not are closed.
  ///
  /// - Returns: nil for a list that did not fit in the tree.
  @inline(__always)
  mutating func parent(ofLineAt indent: Int) -> Int? {
    while entries.count > 1, entries[entries.count &- 1].indent >= indent { entries.removeLast() }
    return entries.isEmpty ? nil : entries[entries.count &- 1].node
  }

  /// Opens a list whose line has that indentation.
  ///
  /// Within the bounds of the tree: a deeper list has no node, and one without a node is enough.
  mutating func open(_ node: Int?, at indent: Int) {
    if node == nil, let last = entries.last, last.node == nil { return }
    entries.append(Entry(indent: indent, node: node))
  }
}
