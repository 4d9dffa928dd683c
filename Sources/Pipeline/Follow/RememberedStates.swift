import Event
import FollowState
import LogInput

/// What is remembered of contents that are not read now, and the names that are taken.
struct RememberedStates {
  private var byNumber: [UInt64: FileState] = [:]
  private var byKey: [FileKey: Set<UInt64>] = [:]
  private var names: Set<EventHash.Value> = []

  init(_ states: [FileState]) {
    for state in states { insert(state) }
  }

  /// All of them.
  var all: [FileState] { Array(byNumber.values) }

  /// Those of a file, by device and inode, the oldest first; a birth time counts where both are known.
  func states(of key: FileKey) -> [FileState] {
    (byKey[RememberedStates.place(key)] ?? []).sorted().compactMap { byNumber[$0] }
      .filter { $0.birth == nil || key.birth == nil || $0.birth == key.birth }
  }

  /// Adds a content that is not read any more.
  mutating func insert(_ state: FileState) {
    byNumber[state.number] = state
    byKey[RememberedStates.place(state), default: []].insert(state.number)
    names.insert(state.name)
  }

  /// Takes out one that is read now; its name stays taken.
  mutating func remove(_ state: FileState) {
    if let known = byNumber.removeValue(forKey: state.number) {
      byKey[RememberedStates.place(known)]?.remove(state.number)
    }
    names.insert(state.name)
  }

  /// What the names of a new content's events begin with.
  ///
  /// That is what `parse` would take, so that both give the same names; and something of its own where another
  /// file begins alike.
  func newName(startingWith head: [UInt8], of key: FileKey, _ number: UInt64) -> EventHash.Value {
    let name = EventNaming.file(startingWith: head.span)
    guard names.contains(name) else { return name }
    var hash = EventHash(key: name)
    hash.append(Int64(bitPattern: key.device))
    hash.append(Int64(bitPattern: key.inode))
    hash.append(key.birth ?? 0)
    hash.append(Int64(bitPattern: number))
    return hash.value()
  }

  private static func place(_ key: FileKey) -> FileKey {
    FileKey(device: key.device, inode: key.inode, birth: nil)
  }

  private static func place(_ state: FileState) -> FileKey {
    FileKey(device: state.device, inode: state.inode, birth: nil)
  }
}
