import Glibc

/// Where a search for files looked: in which directories, and for which of their names.
///
/// As long as none of these names changes, the search would find the same again.
struct SearchTrail {
  /// The directories by their paths; `.` is the current one.
  private(set) var directories: [String: NameInterest] = [:]

  /// Paths that may be symbolic links; all others that were met are none.
  private var links: Set<String> = []

  /// The directory of the file that was followed last: mostly the next one's too.
  private var lastDirectory = ""

  /// Notes that `names` matter in `directory`; an empty `directory` is the current one.
  mutating func look(for names: NameInterest.Names, in directory: String) {
    directories[directory.isEmpty ? "." : directory, default: NameInterest()].add(names)
  }

  /// The path of an entry that was listed.
  mutating func join(_ directory: String, _ entry: DirectoryListing.Entry) -> String {
    let path = DirectoryListing.join(directory, entry.name)
    if entry.kind == nil { links.insert(path) }
    return path
  }

  /// The path of `name` in `directory`, which is looked for by that name.
  mutating func join(_ directory: String, name: String) -> String {
    look(for: .named(name), in: directory)
    let path = DirectoryListing.join(directory, name)
    links.insert(path)
    return path
  }

  /// Notes a path that was given, and all directories on the way to it.
  mutating func look(forPath path: String) {
    var directory = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      directory = join(directory, name: String(part))
    }
    links.insert(path)
  }

  /// Notes that the content of `path` is of interest, and follows it to where that is.
  ///
  /// - Returns: the place that is no symbolic link; nil if links lead in a circle or nowhere.
  mutating func follow(_ path: String) -> FilePlace? {
    var path = path
    // As many as Linux follows.
    for _ in 0...40 {
      let place = FilePlace(path, likely: lastDirectory)
      guard links.contains(path), let target = SearchTrail.target(of: path) else {
        if lastDirectory != place.directory {
          look(for: .contents, in: place.directory)
          lastDirectory = place.directory
        }
        return place
      }
      look(for: .named(place.name), in: place.directory)
      path =
        target.hasPrefix("/")
        ? target : DirectoryListing.join(place.directory == "." ? "" : place.directory, target)
      look(forPath: path)
    }
    return nil
  }

  /// Where the symbolic link at `path` points to; nil if it is none.
  private static func target(of path: String) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX) + 1) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      let length = readlink(path, start, Int(PATH_MAX))
      guard length > 0 else { return nil }
      buffer[length] = 0
      return String(validatingCString: start)
    }
  }
}

/// A directory by its path, and a name in it.
struct FilePlace: Equatable {
  /// The directory's path; `.` is the current one.
  let directory: String

  /// The name.
  let name: String

  /// The place of `path`.
  ///
  /// Slashes at its end do not count. If the directory is the `likely` one, it is that string.
  init(_ path: String, likely: String = "") {
    var bytes = path.utf8[...]
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else {
      directory = "."
      name = String(Substring(bytes))
      return
    }
    name = String(Substring(bytes[bytes.index(after: slash)...]))
    var head = bytes[..<slash]
    while head.last == UInt8(ascii: "/") { head.removeLast() }
    directory =
      head.isEmpty ? "/" : head.elementsEqual(likely.utf8) ? likely : String(Substring(head))
  }
}
