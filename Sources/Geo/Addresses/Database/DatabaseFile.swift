/// The parts of a database's file, found and looked through before anything is read from it.
///
/// The search tree, sixteen zeros, the data, a mark, the metadata (MaxMind DB File Format 2.0).
struct DatabaseFile {
  /// What is wrong with one, in words.
  struct Fault: Error, Equatable {
    let words: String
  }

  /// Where the mark stands behind which the metadata begin.
  let mark: Int

  private static let markBytes =
    Array("\u{AB}\u{CD}\u{EF}".unicodeScalars.map { UInt8($0.value) })
    + Array("MaxMind.com".utf8)
  /// The metadata, with the mark, stand in as many last bytes.
  private static let maxMetadata = 128 << 10
  /// The zeros between the tree and the data.
  private static let separator = 16

  /// Finds the metadata, and looks through them.
  /// - Throws: ``Fault``.
  init(_ bytes: Span<UInt8>) throws(Fault) {
    let first = max(bytes.count - Self.maxMetadata, 0)
    var place = bytes.count - Self.markBytes.count
    while place >= first, !Self.isMark(bytes, place) { place -= 1 }
    guard place >= first else {
      throw Fault(
        words: "is no database of addresses, or is cut off: it has no metadata at its end")
    }
    mark = place
    let metadata = bytes.extracting(place + Self.markBytes.count..<bytes.count)
    var check = DatabaseCheck(count: metadata.count)
    do throws(DatabaseCheck.Fault) {
      try check.check(metadata, from: 0)
    } catch {
      throw Fault(words: "its metadata are broken: \(error)")
    }
  }

  /// Looks through the tree of `nodes` nodes, with `bits` bits for each of its two records, and through the data.
  /// - Throws: ``Fault``.
  func check(_ bytes: Span<UInt8>, nodes: Int, bits: Int) throws(Fault) {
    let (treeBytes, overflows) = nodes.multipliedReportingOverflow(by: bits / 4)
    guard !overflows, treeBytes <= mark - Self.separator else {
      throw Fault(
        words: "is cut off, or its metadata are wrong: its tree would go on behind its end")
    }
    let start = treeBytes + Self.separator
    for index in treeBytes..<start where bytes[index] != 0 {
      throw Fault(words: "no data begin behind its tree")
    }
    let data = bytes.extracting(start..<mark)
    var check = DatabaseCheck(count: data.count)
    for node in 0..<nodes {
      for side in 0..<2 {
        let record = Self.record(bytes, node: node, side: side, bits: bits)
        // Below: another node; equal: nothing is known.
        guard record > nodes else { continue }
        let place = record - nodes - Self.separator
        guard data.indices.contains(place) else {
          throw Fault(words: "node \(node) of its tree leads out of the data")
        }
        do throws(DatabaseCheck.Fault) {
          try check.check(data, from: place)
        } catch {
          throw Fault(words: "\(error)")
        }
      }
    }
  }

  private static func isMark(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
    for index in markBytes.indices where bytes[place + index] != markBytes[index] { return false }
    return true
  }

  /// A record of a node: 24 and 32 bits stand by themselves, of 28 the middle byte is shared.
  private static func record(_ bytes: Span<UInt8>, node: Int, side: Int, bits: Int) -> Int {
    let start = node * (bits / 4)
    func number(_ first: Int, _ count: Int) -> Int {
      var value = 0
      for index in start + first..<start + first + count { value = value << 8 | Int(bytes[index]) }
      return value
    }
    guard bits == 28 else { return number(side * bits / 8, bits / 8) }
    let middle = Int(bytes[start + 3])
    return side == 0 ? (middle >> 4) << 24 | number(0, 3) : (middle & 0xF) << 24 | number(4, 3)
  }
}
