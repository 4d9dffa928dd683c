import Glibc

/// The names in one directory, sorted by their bytes, `.` and `..` left out.
struct DirectoryListing {
  /// The names that are valid UTF-8.
  private(set) var names: [String] = []

  /// The other names.
  private(set) var problems: [LogInputError] = []

  /// Lists the directory at `path`.
  /// - Throws: `unreadableDirectory`.
  init(_ path: String) throws(LogInputError) {
    guard let stream = opendir(path) else {
      throw .unreadableDirectory(path: path, code: errno)
    }
    defer { closedir(stream) }
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw .unreadableDirectory(path: path, code: errno) }
        break
      }
      append(nameOf: entry, in: path)
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The path of the entry `name` of `directory`; an empty `directory` is the current one.
  static func join(_ directory: String, _ name: String) -> String {
    directory.isEmpty || directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
  }

  private mutating func append(nameOf entry: UnsafeMutablePointer<dirent>, in directory: String) {
    // By its place: the system may hand out less than a whole `dirent`, so that it must not be copied.
    guard let place = MemoryLayout<dirent>.offset(of: \.d_name) else { return }
    let bytes = (UnsafeRawPointer(entry) + place).assumingMemoryBound(to: CChar.self)
    guard let name = String(validatingCString: bytes) else {
      let repaired = String(cString: bytes)
      problems.append(.nameNotUTF8(path: DirectoryListing.join(directory, repaired)))
      return
    }
    if name != ".", name != ".." { names.append(name) }
  }
}
