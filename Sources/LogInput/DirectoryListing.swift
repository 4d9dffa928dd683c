import Glibc

/// The names in one directory, sorted by their bytes, `.` and `..` left out.
struct DirectoryListing {
  /// One name.
  struct Entry {
    let name: String

    /// False if it is known not to be a symbolic link.
    let mayBeLink: Bool
  }

  /// The names that are valid UTF-8.
  private(set) var entries: [Entry] = []

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
      append(entry, in: path)
    }
    entries.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The path of the entry `name` of `directory`; an empty `directory` is the current one.
  static func join(_ directory: String, _ name: String) -> String {
    directory.isEmpty || directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
  }

  /// The directory part of `path` as ``join(_:_:)`` takes it, and the name; slashes at the end do not count.
  static func split(_ path: String) -> (directory: String, name: String) {
    var bytes = path.utf8[...]
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else {
      return ("", String(decoding: bytes, as: UTF8.self))
    }
    var directory = bytes[..<slash]
    while directory.last == UInt8(ascii: "/") { directory.removeLast() }
    return (
      directory.isEmpty ? "/" : String(decoding: directory, as: UTF8.self),
      String(decoding: bytes[bytes.index(after: slash)...], as: UTF8.self)
    )
  }

  private mutating func append(_ entry: UnsafeMutablePointer<dirent>, in directory: String) {
    // By its place: the system may hand out less than a whole `dirent`, so that it must not be copied.
    guard let place = MemoryLayout<dirent>.offset(of: \.d_name),
      let typePlace = MemoryLayout<dirent>.offset(of: \.d_type)
    else { return }
    let bytes = (UnsafeRawPointer(entry) + place).assumingMemoryBound(to: CChar.self)
    guard let name = String(validatingCString: bytes) else {
      let repaired = String(cString: bytes)
      problems.append(.nameNotUTF8(path: DirectoryListing.join(directory, repaired)))
      return
    }
    guard name != ".", name != ".." else { return }
    let type = Int((UnsafeRawPointer(entry) + typePlace).load(as: UInt8.self))
    entries.append(Entry(name: name, mayBeLink: type == DT_LNK || type == DT_UNKNOWN))
  }
}
