/// Ids by number: each distinct one is stored once.
///
/// An id is bytes, the first of them its namespace. Nothing is allocated for an id that is known.
struct IDTable: Sendable {
  /// More ids than this are not taken in: 16 million.
  static let maxCount = 1 << 24

  private var bytes: [UInt8] = []
  /// Where each id ends in `bytes`.
  private var ends: [Int] = []
  /// The kind that each id was first met as.
  private(set) var kinds: [CallID.Kind] = []
  /// Open addressing: the id's number, or -1; the size is a power of two.
  private var slots = [Int32](repeating: -1, count: 1024)

  /// How many ids there are.
  var count: Int { ends.count }

  /// The number of an id, given to it now if it is new; nil if the table is full.
  mutating func intern(_ id: Span<UInt8>, _ kind: CallID.Kind) -> Int32? {
    let slot = self.slot(of: id)
    if slots[slot] >= 0 { return slots[slot] }
    guard count < IDTable.maxCount else { return nil }
    let number = Int32(count)
    slots[slot] = number
    for index in 0..<id.count { bytes.append(id[index]) }
    ends.append(bytes.count)
    kinds.append(kind)
    if count * 2 > slots.count { grow() }
    return number
  }

  /// The number of an id; nil if it is not known.
  func find(_ id: Span<UInt8>) -> Int32? {
    let number = slots[slot(of: id)]
    return number >= 0 ? number : nil
  }

  /// The id's name, without the namespace.
  func name(_ number: Int32) -> ArraySlice<UInt8> { bytes[range(number)].dropFirst() }

  /// The id as people read it.
  func id(_ number: Int32) -> CallID {
    CallID(kind: kinds[Int(number)], text: String(decoding: name(number), as: UTF8.self))
  }

  private func range(_ number: Int32) -> Range<Int> {
    (number > 0 ? ends[Int(number) - 1] : 0)..<ends[Int(number)]
  }

  /// The slot that holds the id, or the free one where it belongs.
  private func slot(of id: Span<UInt8>) -> Int {
    var slot = IDTable.hash(id) & (slots.count - 1)
    while slots[slot] >= 0, !equals(id, slots[slot]) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private func equals(_ id: Span<UInt8>, _ number: Int32) -> Bool {
    let range = range(number)
    guard range.count == id.count else { return false }
    for index in 0..<id.count where bytes[range.lowerBound + index] != id[index] { return false }
    return true
  }

  /// Swift's own hash: it has a secret, so that no log can be made whose ids all collide.
  private static func hash(_ id: Span<UInt8>) -> Int {
    var hasher = Hasher()
    id.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for number in 0..<Int32(count) {
      let range = range(number)
      let slot = self.slot(of: bytes.span.extracting(range))
      slots[slot] = number
    }
  }
}
