import FollowState
import Glibc

/// A file that is remembered for a destination.
struct RememberedFile: Sendable {
  /// What is known of it.
  let state: FileState
  /// The destination, without secrets.
  let destination: String
  /// The directory of its store.
  let directory: String
}

/// All files that are remembered below one root.
struct RememberedFiles: Sendable {
  /// By destination, path and number.
  private(set) var files: [RememberedFile] = []
  /// What was damaged.
  private(set) var warnings: [String] = []
  /// All destinations, and their directories.
  private var destinations: [(name: String, directory: String)] = []

  /// Reads what there is, without a lock.
  /// - Throws: ``StateToolsError/noState(root:)``, and `StateError` where a directory cannot be read.
  init(below root: String) throws {
    let directories: [String]
    do throws(StateError) {
      directories = try SavedState.directories(below: root)
    } catch {
      if case .system(_, ENOENT) = error { throw StateToolsError.noState(root: root) }
      throw error
    }
    if directories.isEmpty { throw StateToolsError.noState(root: root) }
    for directory in directories { try read(directory) }
    files.sort { left, right in
      (left.destination, left.state.path.text, left.state.number)
        < (right.destination, right.state.path.text, right.state.number)
    }
  }

  /// The paths, each once.
  var paths: [String] {
    var paths: [String] = []
    for file in files where file.state.path.text != paths.last {
      paths.append(file.state.path.text)
    }
    return Set(paths).sorted()
  }

  /// Leaves out what is remembered for other destinations than the one that `text` means.
  /// - Throws: ``StateToolsError/noDestination(_:there:)``.
  mutating func keep(only text: String) throws(StateToolsError) {
    let name = StateLocation.destination(text)
    let meant = destinations.filter { destination in
      destination.name == name || destination.name == text
        || destination.directory.hasSuffix("/" + text)
    }
    if meant.isEmpty { throw .noDestination(text, there: destinations.map(\.name)) }
    files.removeAll { file in !meant.contains { $0.directory == file.directory } }
  }

  private mutating func read(_ directory: String) throws(StateError) {
    guard let saved = try SavedState(directory: directory) else { return }
    let folder = directory.split(separator: "/").last.map(String.init) ?? directory
    let name = saved.destination.isEmpty ? folder : saved.destination
    destinations.append((name, directory))
    warnings += saved.problems.map(\.description)
    files += saved.states.map {
      RememberedFile(state: $0, destination: name, directory: directory)
    }
  }
}
