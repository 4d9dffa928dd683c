import Glibc

/// The files that `--patterns` names: rule files read, pattern files listed.
struct UserPatterns {
  /// The rules, the last file's first, each file's in its order.
  private(set) var rules: [Rule] = []
  /// Paths of the Grok pattern files, in the order to load.
  private(set) var patternFiles: [String] = []

  /// Largest rule file read: rules for a hundred thousand ids fit.
  static let maximumFileBytes = 16 << 20

  /// Reads files, and the files of folders in the order of their names.
  init(paths: [String]) throws(RuleError) {
    for path in paths {
      for file in try Self.files(at: path) { try add(file) }
    }
  }

  private mutating func add(_ path: String) throws(RuleError) {
    guard path.hasSuffix(".yml") || path.hasSuffix(".yaml") else {
      patternFiles.append(path)
      return
    }
    let text = String(decoding: try Self.contents(of: path), as: UTF8.self)
    rules = try RuleFile(text: text, file: path).rules + rules
  }

  /// The path itself, or the visible files of a folder, in the order of their names.
  private static func files(at path: String) throws(RuleError) -> [String] {
    guard let folder = opendir(path) else {
      if errno == ENOTDIR { return [path] }
      throw .unreadable(path: path, reason: systemReason())
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") || name.hasSuffix("~") || name.hasSuffix(".md") { continue }
      names.append(path.hasSuffix("/") ? path + name : path + "/" + name)
    }
    return names.sorted().filter { !isFolder($0) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func contents(of path: String) throws(RuleError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: systemReason()) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path: path, reason: systemReason()) }
      if count == 0 { return bytes }
      bytes += block[..<count]
      guard bytes.count <= maximumFileBytes else {
        throw .unreadable(path: path, reason: "larger than 16 MB, which no rule file is")
      }
    }
  }

  /// What the system says of the last call that failed.
  private static func systemReason() -> String {
    let reason = String(cString: strerror(errno))
    return reason.prefix(1).lowercased() + reason.dropFirst()
  }
}
