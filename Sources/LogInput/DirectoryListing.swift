import Glibc

/// The names in one directory, sorted by their bytes, `.` and `..` left out.
struct DirectoryListing {
  /// One name.
  struct Entry {
    let name: String

    /// What the listing says it is; nil if it does not say, or if it is a symbolic link.
    let kind: FileStatus.Kind?
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
    entries.sort { DirectoryListing.isLess($0.name, $1.name) }
  }

  /// The path of the entry `name` of `directory`; an empty `directory` is the current one.
  static func join(_ directory: String, _ name: String) -> String {
    directory.isEmpty || directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
  }

  /// By bytes: the order of strings makes some that differ equal.
  private static func isLess(_ one: String, _ other: String) -> Bool {
    var (one, other) = (one, other)
    let order = one.withUTF8 { one in
      other.withUTF8 { other in
        guard let first = one.baseAddress, let second = other.baseAddress else { return 0 }
        let start = memcmp(first, second, min(one.count, other.count))
        return start != 0 ? Int(start) : one.count - other.count
      }
    }
    return order < 0
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
    let kind: FileStatus.Kind? =
      switch Int((UnsafeRawPointer(entry) + typePlace).load(as: UInt8.self)) {
      case DT_REG: .regular
      case DT_DIR: .directory
      case DT_FIFO, DT_CHR: .stream
      default: nil
      }
    entries.append(Entry(name: name, kind: kind))
  }
}
