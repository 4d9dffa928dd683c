/// What a store's directory says, read without its lock, while another process may be writing.
package struct SavedState: Sendable {
  /// The directory.
  package let directory: String
  /// The destination, as the store was told; empty where it was not.
  package let destination: String
  /// All files, by their numbers.
  package let states: [FileState]
  /// What is damaged; a last record that is still being written is no damage.
  package let problems: [StateProblem]

  /// Reads a directory; nil if there is no state in it.
  /// - Throws: ``StateError``.
  package init?(directory: String) throws(StateError) {
    let files = StateDirectory(path: directory)
    var before = try files.generations()
    var loaded = try StateLoader(files)
    // A snapshot may have taken the place of what was just being read.
    for _ in 0..<8 {
      let after = try files.generations()
      if after == before { break }
      before = after
      loaded = try StateLoader(files)
    }
    if loaded.generation == 0, loaded.problems.isEmpty { return nil }
    self.directory = directory
    destination = loaded.table.header.destination
    states = loaded.table.sorted.map(\.state)
    problems = loaded.problems.filter { !loaded.isTornEnd($0) }
  }

  /// The directories below `root` that hold state, sorted.
  /// - Throws: ``StateError/system(path:code:)`` where `root` cannot be listed.
  package static func directories(below root: String) throws(StateError) -> [String] {
    var found: [String] = []
    for name in try StateDirectory.names(in: root) {
      let path = "\(root)/\(name)"
      guard let generations = try? StateDirectory(path: path).generations(), !generations.isEmpty
      else { continue }
      found.append(path)
    }
    return found
  }
}
