package import Event

/// Keys and values read from the dump of one record, as places in its bytes.
///
/// One tree is used again and again: once warm, a record costs no allocation. It holds several roots,
/// objects without a key. A key met again below the same parent makes an array of its values, so that
/// no JSON object has a key twice; a key with dots in it is one key.
package struct DumpTree: ~Copyable {
  /// How many keys and values one record may have; more are left out, and said to be.
  package static let maxNodes = 8192
  /// How deep objects may stand in each other; deeper ones are left out, and said to be.
  package static let maxDepth = 16
  /// What stands in place of a value that must not be shown.
  package static let mask: StaticString = "\"******\""

  private var nodes: [DumpNode] = []
  private var table = DumpKeyTable()

  /// Whether something did not fit in.
  package private(set) var isTruncated = false

  /// Makes an empty tree.
  package init() {
    nodes.reserveCapacity(256)
  }

  /// Forgets all, and keeps the memory.
  mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    table.removeAll()
    isTruncated = false
  }

  /// Adds an object without a key; returns its number.
  mutating func addRoot() -> Int {
    nodes.append(
      DumpNode(keyStart: 0, keyEnd: 0, parent: DumpNode.none, kind: .object, depth: 0))
    return nodes.count - 1
  }

  /// Adds a value below `parent`, which becomes an object; returns its number.
  ///
  /// - Returns: nil where the bounds of the tree are reached, `parent` is nil or the key is empty, a
  ///   name that Elasticsearch refuses.
  @discardableResult
  mutating func add(
    _ key: Range<Int>, _ kind: DumpNode.Kind, _ value: Range<Int> = 0..<0,
    to parent: Int?, of bytes: Span<UInt8>
  ) -> Int? {
    // Two: the key may be one that makes an array.
    guard var parent, !key.isEmpty, nodes.count &+ 2 <= DumpTree.maxNodes,
      Int(nodes[parent].depth) < DumpTree.maxDepth
    else {
      isTruncated = true
      return nil
    }
    if nodes[parent].kind == .array { parent = Int(nodes[parent].lastChild) }
    var node = DumpNode(
      keyStart: Int32(truncatingIfNeeded: key.lowerBound),
      keyEnd: Int32(truncatingIfNeeded: key.upperBound),
      valueStart: Int32(truncatingIfNeeded: value.lowerBound),
      valueEnd: Int32(truncatingIfNeeded: value.upperBound),
      parent: Int32(truncatingIfNeeded: parent), kind: kind, depth: nodes[parent].depth &+ 1)
    node.hash = DumpKey.hash(bytes, key, seed: parent)
    nodes[parent].kind = .object
    if let twin = table.find(
      orInsert: nodes.count, node.hash, parent: parent, key, in: nodes, of: bytes)
    {
      if nodes[twin].kind != .array { makeArray(of: twin) }
      node.parent = Int32(truncatingIfNeeded: twin)
      return append(node, below: twin)
    }
    return append(node, below: parent)
  }

  /// Changes the text of a value.
  mutating func setValue(_ value: Range<Int>, of node: Int) {
    nodes[node].valueStart = Int32(truncatingIfNeeded: value.lowerBound)
    nodes[node].valueEnd = Int32(truncatingIfNeeded: value.upperBound)
  }

  /// Appends the object or value `node` as JSON; values without text and objects without keys are
  /// left out, as fields are that are not there.
  ///
  /// - Returns: false if nothing is left; then nothing was appended.
  package borrowing func append(
    _ node: Int, of bytes: Span<UInt8>, asJSONTo buffer: inout JSONBuffer
  ) -> Bool {
    guard node < nodes.count else { return false }
    return append(nodes[node], of: bytes, to: &buffer)
  }

  /// Makes an array of the value at `index`, its only element so far.
  private mutating func makeArray(of index: Int) {
    var element = nodes[index]
    element.next = DumpNode.none
    element.parent = Int32(truncatingIfNeeded: index)
    nodes[index].kind = .array
    nodes[index].firstChild = DumpNode.none
    nodes[index].lastChild = DumpNode.none
    _ = append(element, below: index)
  }

  private mutating func append(_ node: DumpNode, below parent: Int) -> Int {
    let index = nodes.count
    let last = Int(nodes[parent].lastChild)
    if last >= 0 {
      nodes[last].next = Int32(truncatingIfNeeded: index)
    } else {
      nodes[parent].firstChild = Int32(truncatingIfNeeded: index)
    }
    nodes[parent].lastChild = Int32(truncatingIfNeeded: index)
    nodes.append(node)
    return index
  }

  // MARK: - JSON

  private borrowing func append(
    _ node: DumpNode, of bytes: Span<UInt8>, to buffer: inout JSONBuffer
  ) -> Bool {
    switch node.kind {
    case .object, .array:
      return append(childrenOf: node, of: bytes, to: &buffer)
    case .masked:
      if node.value.isEmpty { return false }
      buffer.append(DumpTree.mask)
    case .number:
      if node.value.isEmpty { return false }
      buffer.append(bytes, node.value)
    case .string:
      if node.value.isEmpty { return false }
      buffer.append(UInt8(ascii: "\""))
      buffer.append(escaping: bytes, node.value)
      buffer.append(UInt8(ascii: "\""))
    }
    return true
  }

  private borrowing func append(
    childrenOf node: DumpNode, of bytes: Span<UInt8>, to buffer: inout JSONBuffer
  ) -> Bool {
    let isObject = node.kind == .object
    let start = buffer.count
    buffer.append(UInt8(ascii: isObject ? "{" : "["))
    var isEmpty = true
    var next = Int(node.firstChild)
    while next >= 0 {
      let child = nodes[next]
      let mark = buffer.count
      if !isEmpty { buffer.append(UInt8(ascii: ",")) }
      if isObject {
        buffer.append(UInt8(ascii: "\""))
        buffer.append(escaping: bytes, child.key)
        buffer.append(UInt8(ascii: "\""))
        buffer.append(UInt8(ascii: ":"))
      }
      if append(child, of: bytes, to: &buffer) {
        isEmpty = false
      } else {
        buffer.truncate(to: mark)
      }
      next = Int(child.next)
    }
    if isEmpty {
      buffer.truncate(to: start)
      return false
    }
    buffer.append(UInt8(ascii: isObject ? "}" : "]"))
    return true
  }
}
