/// The documents of one index, by `_id`, in the order in which they came.
///
/// Millions of them: ids and what is kept of sources lie one after another in chunks of bytes, and
/// a document costs 40 bytes besides.
struct DocumentTable {
  /// A document's place.
  private struct Entry {
    /// Of the id's first byte, chunk and place in it; what is kept follows the id.
    var place: Int
    var idLength: UInt32
    /// Of what is kept; `nil` (the greatest number) for a document that was deleted.
    var keptLength: UInt32
    var sourceHash: UInt64
    var idHash: UInt64
    var version: Int32 = 1
  }

  private static let deleted = UInt32.max
  private static let chunkBytes = 1 << 22

  private var entries: [Entry] = []
  private var chunks: [[UInt8]] = []
  /// Numbers of entries, plus one, by the hash of the id; 0 where there is none.
  private var slots = [UInt32](repeating: 0, count: 16)
  /// How many there are.
  private(set) var count = 0

  /// Where a document of this id is, or was.
  private func find(_ id: Span<UInt8>, _ hash: UInt64) -> (slot: Int, entry: Int?) {
    var slot = Int(hash & UInt64(slots.count - 1))
    while slots[slot] != 0 {
      let entry = Int(slots[slot]) - 1
      if entries[entry].idHash == hash, isID(entry, id) { return (slot, entry) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (slot, nil)
  }

  private func isID(_ entry: Int, _ id: Span<UInt8>) -> Bool {
    let (chunk, start) = Self.split(entries[entry].place)
    guard Int(entries[entry].idLength) == id.count else { return false }
    for index in id.indices where chunks[chunk][start + index] != id[index] { return false }
    return true
  }

  /// Keeps a document; gives its version, 1 for a new one.
  ///
  /// - Parameter replaces: whether one that is there is replaced; else nothing is done, and nil given.
  mutating func put(
    _ id: Span<UInt8>, kept: Span<UInt8>, sourceHash: UInt64, replaces: Bool
  ) -> Int? {
    let hash = ByteHash.of(id, id.indices)
    let (slot, found) = find(id, hash)
    if let found {
      let isThere = entries[found].keptLength != Self.deleted
      if isThere, !replaces { return nil }
      if !isThere { count += 1 }
      entries[found].place = append(id, kept)
      entries[found].keptLength = UInt32(clamping: kept.count)
      entries[found].sourceHash = sourceHash
      entries[found].version += 1
      return Int(entries[found].version)
    }
    entries.append(
      Entry(
        place: append(id, kept), idLength: UInt32(clamping: id.count),
        keptLength: UInt32(clamping: kept.count), sourceHash: sourceHash, idHash: hash))
    slots[slot] = UInt32(entries.count)
    count += 1
    if entries.count * 2 > slots.count { grow() }
    return 1
  }

  /// Takes a document away; gives its version, or nil if it was not there.
  mutating func remove(_ id: Span<UInt8>) -> Int? {
    guard let entry = find(id, ByteHash.of(id, id.indices)).entry,
      entries[entry].keptLength != Self.deleted
    else { return nil }
    entries[entry].keptLength = Self.deleted
    entries[entry].version += 1
    count -= 1
    return Int(entries[entry].version)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (index, entry) in entries.enumerated() {
      var slot = Int(entry.idHash & UInt64(slots.count - 1))
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(index + 1)
    }
  }

  private mutating func append(_ id: Span<UInt8>, _ kept: Span<UInt8>) -> Int {
    if chunks.isEmpty || chunks[chunks.count - 1].count + id.count + kept.count > Self.chunkBytes {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(
        max(chunks.count == 1 ? 4096 : Self.chunkBytes, id.count + kept.count))
    }
    let chunk = chunks.count - 1
    let place = chunk << 32 | chunks[chunk].count
    id.withUnsafeBufferPointer { chunks[chunk].append(contentsOf: $0) }
    kept.withUnsafeBufferPointer { chunks[chunk].append(contentsOf: $0) }
    return place
  }

  private static func split(_ place: Int) -> (chunk: Int, start: Int) {
    (place >> 32, place & 0xFFFF_FFFF)
  }
}

// MARK: - Reading

extension DocumentTable {
  /// One document.
  struct Document {
    let id: String
    /// Its source, or the fields that are kept of it.
    let kept: String
    let sourceHash: UInt64
    let version: Int
  }

  /// The document of this id.
  func document(_ id: String) -> Document? {
    let bytes = Array(id.utf8)
    return find(bytes.span, ByteHash.of(bytes.span, bytes.indices)).entry.flatMap {
      document(at: $0)
    }
  }

  /// How many numbers `document(at:)` takes.
  var ever: Int { entries.count }

  /// The document that came at this turn; nil if it was deleted.
  func document(at index: Int) -> Document? {
    let entry = entries[index]
    guard entry.keptLength != Self.deleted else { return nil }
    let (chunk, start) = Self.split(entry.place)
    let end = start + Int(entry.idLength)
    return Document(
      id: String(decoding: chunks[chunk][start..<end], as: UTF8.self),
      kept: String(decoding: chunks[chunk][end..<end + Int(entry.keptLength)], as: UTF8.self),
      sourceHash: entry.sourceHash, version: Int(entry.version))
  }
}
