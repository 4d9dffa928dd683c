/// Finds the node of a key below a parent: open addressing over the hashes of ``DumpNode``.
///
/// Emptied in constant time: each entry says of which round it is.
struct DumpKeyTable {
  private struct Entry {
    var round: UInt32
    var node: Int32
  }

  private var entries: [Entry]
  private var count = 0
  private var round: UInt32 = 1

  /// Makes an empty table.
  init() {
    entries = Array(repeating: Entry(round: 0, node: DumpNode.none), count: 512)
  }

  /// Forgets all keys.
  mutating func removeAll() {
    count = 0
    if round == .max {
      for index in entries.indices { entries[index].round = 0 }
      round = 0
    }
    round += 1
  }

  /// The node below `parent` with that key; else nil, and `candidate` is remembered as it.
  mutating func find(
    orInsert candidate: Int, _ hash: UInt32, parent: Int, _ key: Range<Int>,
    in nodes: borrowing [DumpNode], of bytes: Span<UInt8>
  ) -> Int? {
    if count &* 2 >= entries.count { grow(nodes) }
    let mask = entries.count &- 1
    var slot = Int(hash) & mask
    while entries[slot].round == round {
      let node = Int(entries[slot].node)
      if nodes[node].hash == hash, Int(nodes[node].parent) == parent,
        DumpKey.areEqual(bytes, nodes[node].key, key)
      {
        return node
      }
      slot = (slot &+ 1) & mask
    }
    entries[slot] = Entry(round: round, node: Int32(truncatingIfNeeded: candidate))
    count &+= 1
    return nil
  }

  private mutating func grow(_ nodes: borrowing [DumpNode]) {
    let old = entries
    entries = Array(
      repeating: Entry(round: 0, node: DumpNode.none), count: old.count * 2)
    let mask = entries.count - 1
    for entry in old where entry.round == round {
      var slot = Int(nodes[Int(entry.node)].hash) & mask
      while entries[slot].round == round { slot = (slot + 1) & mask }
      entries[slot] = entry
    }
  }
}
