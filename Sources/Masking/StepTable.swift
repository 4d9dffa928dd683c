/// The steps that a ``FieldSelector`` has learnt: from a state, by a key, to a state.
///
/// A hash table with open addressing, keys in one array, so that asking allocates nothing. The seed
/// is random: nobody can write a log whose keys all fall into one place.
struct StepTable {
  private struct Entry {
    var hash: UInt64 = 0
    var from: Int32 = -1
    var target: Int32 = 0
    var key: Range<Int> = 0..<0
  }

  private var entries: [Entry]
  private var keys: [UInt8] = []
  private var count = 0
  private let seed = UInt64.random(in: 0...UInt64.max)

  private static let slots = 4096
  private static let maxKeyBytes = 128

  /// An empty table.
  init() {
    entries = [Entry](repeating: Entry(), count: Self.slots)
  }

  /// Whether no more is learnt: half of the places are taken.
  var isFull: Bool { count >= Self.slots / 2 }

  /// Forgets all.
  mutating func removeAll() {
    for slot in entries.indices { entries[slot] = Entry() }
    keys.removeAll(keepingCapacity: true)
    count = 0
  }

  /// The step, if it is known.
  func target(from state: Int, _ key: Span<UInt8>) -> Int? {
    guard key.count <= Self.maxKeyBytes else { return nil }
    let hash = hash(state, key)
    var slot = Int(truncatingIfNeeded: hash) & (Self.slots - 1)
    while entries[slot].from >= 0 {
      let entry = entries[slot]
      if entry.hash == hash, entry.from == state, equals(entry.key, key) {
        return Int(entry.target)
      }
      slot = (slot + 1) & (Self.slots - 1)
    }
    return nil
  }

  /// Learns a step that is not known, if there is room.
  mutating func note(from state: Int, _ key: Span<UInt8>, _ target: Int) {
    guard !isFull, key.count <= Self.maxKeyBytes, let from = Int32(exactly: state),
      let to = Int32(exactly: target)
    else { return }
    let hash = hash(state, key)
    var slot = Int(truncatingIfNeeded: hash) & (Self.slots - 1)
    while entries[slot].from >= 0 { slot = (slot + 1) & (Self.slots - 1) }
    let start = keys.count
    for index in key.indices { keys.append(key[index]) }
    entries[slot] = Entry(hash: hash, from: from, target: to, key: start..<keys.count)
    count += 1
  }

  private func equals(_ range: Range<Int>, _ key: Span<UInt8>) -> Bool {
    guard range.count == key.count else { return false }
    for index in key.indices where keys[range.lowerBound + index] != key[index] { return false }
    return true
  }

  private func hash(_ state: Int, _ key: Span<UInt8>) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: state) &* 0x9E37_79B9_7F4A_7C15
    for index in key.indices {
      // Multiply and fold, as wyhash does: the high half of the product knows all bits.
      let product = (hash ^ UInt64(key[index])).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low ^ seed
    }
    return hash ^ hash >> 29
  }
}
