import Glibc

/// The files of a state directory, by their names.
struct StateDirectory {
  /// The directory.
  let path: String

  /// The snapshot of a generation.
  func snapshot(_ generation: UInt64) -> String { "\(path)/\(generation).snapshot" }
  /// The snapshot of a generation while it is written.
  func draft(_ generation: UInt64) -> String { "\(path)/\(generation).snapshot.new" }
  /// The journal of a generation.
  func journal(_ generation: UInt64) -> String { "\(path)/\(generation).journal" }

  /// What the owner has to say of the places in that generation's snapshot.
  func note(_ generation: UInt64) -> String { "\(path)/\(generation).note" }

  /// The generations of which there is a snapshot or a journal, ascending; with `drafts` those of unfinished
  /// snapshots too.
  func generations(drafts: Bool = false) throws(StateError) -> [UInt64] {
    var found: Set<UInt64> = []
    for name in try StateDirectory.names(in: path) {
      let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let number = UInt64(parts[0]), String(number) == parts[0],
        number < 1 << 62
      else { continue }
      switch parts[1] {
      case "snapshot", "journal": found.insert(number)
      case "snapshot.new" where drafts: found.insert(number)
      default: break
      }
    }
    return found.sorted()
  }

  /// Makes the directory, and those on the way to it, for its owner alone.
  func make() throws(StateError) {
    var end = path.utf8.startIndex
    while let next = path.utf8[end...].dropFirst().firstIndex(of: UInt8(ascii: "/")) {
      end = next
      _ = mkdir(String(path[..<end]), 0o700)
    }
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw .system(path: path, code: errno) }
  }

  /// The names in a directory, sorted.
  static func names(in path: String) throws(StateError) -> [String] {
    guard let stream = opendir(path) else { throw .system(path: path, code: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
