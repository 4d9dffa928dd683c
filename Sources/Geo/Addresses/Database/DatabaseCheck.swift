/// Looks through the values of a database before anything is read from it.
///
/// What reads it later may then follow any value without watching its step: each lies in its section, pointers
/// lead to values that are no pointers, nothing contains itself or is deeper or longer than it should be.
struct DatabaseCheck: ~Copyable {
  /// What is wrong with a value.
  enum Fault: Error, Equatable {
    /// It goes on behind the end, or is of no kind.
    case broken(at: Int)
    /// A pointer leads out of the section.
    case pointerOutside(at: Int)
    /// A pointer leads to a pointer.
    case pointerToPointer(at: Int)
    /// A value contains itself.
    case loop(at: Int)
    /// A key is no text.
    case key(at: Int)
    /// Values stand in values too often.
    case deep(at: Int)
    /// A record has too many values.
    case long(at: Int)
    /// Records share their bytes, so that looking through them would not end in time.
    case overlapping
  }

  /// A container whose members are looked through, or a value that a pointer led to.
  private struct Level {
    /// How many values are left.
    var left: Int
    /// Whether every other one is a key.
    var isMap = false
    /// Where the value begins that a pointer led to; -1 for a container.
    var target = -1
    /// Where it goes on behind that pointer.
    var next = 0
  }

  /// Real ones have five.
  private static let maxDepth = 32
  /// Real ones have two hundred.
  private static let maxValues = 20_000

  /// Which values that pointers or the tree lead to are sound, a bit for each byte.
  private var sound: [UInt64]
  private var levels: [Level] = []
  /// How many values may still be looked at: those of sound files are looked at once.
  private var budget: Int

  /// For a section of `count` bytes.
  init(count: Int) {
    sound = Array(repeating: 0, count: count / 64 + 1)
    budget = count * 2 + DatabaseCheck.maxValues
  }

  /// Looks through the value at `start`, and through all that it leads to.
  /// - Throws: ``Fault``.
  mutating func check(_ section: Span<UInt8>, from start: Int) throws(Fault) {
    guard section.indices.contains(start) else { throw .pointerOutside(at: start) }
    if isSound(start) { return }
    let most = max(budget - DatabaseCheck.maxValues, 0)
    levels.removeAll(keepingCapacity: true)
    levels.append(Level(left: 1, target: start))
    var place = start
    while let level = levels.last {
      guard level.left > 0 else {
        levels.removeLast()
        guard level.target >= 0 else { continue }
        sound[level.target / 64] |= 1 << UInt64(level.target % 64)
        place = level.next
        continue
      }
      guard budget > 0 else { throw .overlapping }
      guard budget > most else { throw .long(at: start) }
      budget -= 1
      let isKey = level.isMap && level.left % 2 == 0
      levels[levels.count - 1].left -= 1
      place = try step(section, place, isKey: isKey)
    }
  }

  private func isSound(_ place: Int) -> Bool { sound[place / 64] >> UInt64(place % 64) & 1 != 0 }

  /// Looks at the value at `place`; returns where the next one stands.
  private mutating func step(
    _ section: Span<UInt8>, _ place: Int, isKey: Bool
  ) throws(Fault) -> Int {
    guard let value = DatabaseValue(section, at: place), value.hasSoundSize else {
      throw .broken(at: place)
    }
    switch value.kind {
    case .pointer:
      let target = try targetKind(section, of: value, place)
      if isKey, target != .string { throw .key(at: place) }
      if isSound(value.size) { return value.content }
      if levels.contains(where: { $0.target == value.size }) { throw .loop(at: place) }
      try enter(Level(left: 1, target: value.size, next: value.content), place)
      return value.size
    case .map, .array:
      if isKey { throw .key(at: place) }
      // Each member takes a byte at least.
      guard value.size <= section.count - value.content else { throw .broken(at: place) }
      let isMap = value.kind == .map
      try enter(Level(left: isMap ? value.size * 2 : value.size, isMap: isMap), place)
      return value.content
    case .boolean:
      // Its size is what it says.
      if isKey { throw .key(at: place) }
      return value.content
    default:
      if isKey, value.kind != .string { throw .key(at: place) }
      guard value.size <= section.count - value.content else { throw .broken(at: place) }
      return value.content + value.size
    }
  }

  private func targetKind(
    _ section: Span<UInt8>, of pointer: DatabaseValue, _ place: Int
  ) throws(Fault) -> DatabaseValue.Kind {
    guard pointer.size < section.count else { throw .pointerOutside(at: place) }
    guard let target = DatabaseValue(section, at: pointer.size) else {
      throw .broken(at: pointer.size)
    }
    guard target.kind != .pointer else { throw .pointerToPointer(at: place) }
    return target.kind
  }

  private mutating func enter(_ level: Level, _ place: Int) throws(Fault) {
    guard levels.count < DatabaseCheck.maxDepth else { throw .deep(at: place) }
    levels.append(level)
  }
}

extension DatabaseCheck.Fault: CustomStringConvertible {
  /// What is wrong, in words.
  var description: String {
    switch self {
    case .broken(let place): "the value at byte \(place) of its data is broken"
    case .pointerOutside(let place): "the pointer at byte \(place) of its data leads nowhere"
    case .pointerToPointer(let place): "the pointer at byte \(place) of its data leads to a pointer"
    case .loop(let place): "the pointer at byte \(place) of its data leads back to itself"
    case .key(let place): "the key at byte \(place) of its data is no text"
    case .deep(let place): "the value at byte \(place) of its data is nested too deep"
    case .long(let place): "the record at byte \(place) of its data has too many values"
    case .overlapping: "its records overlap"
    }
  }
}
