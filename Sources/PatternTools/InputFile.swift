import Glibc

/// Opens what a command reads: a file, or standard input for `-`.
enum InputFile {
  /// Calls `body` with a reader of the file's lines.
  static func read(_ path: String, _ body: (inout LineReader) throws -> Void) throws {
    if path == "-" {
      var reader = LineReader(descriptor: STDIN_FILENO, name: "standard input")
      return try body(&reader)
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw PatternToolsError.unreadable(path: path, errno: errno)
    }
    defer { close(descriptor) }
    var reader = LineReader(descriptor: descriptor, name: path)
    try body(&reader)
  }

  /// The bytes of a file, as many as a line may have.
  /// - Returns: whether there would have been more, too.
  static func contents(_ path: String) throws -> (bytes: [UInt8], isTruncated: Bool) {
    if path == "-" { return try contents(of: STDIN_FILENO, name: "standard input") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw PatternToolsError.unreadable(path: path, errno: errno)
    }
    defer { close(descriptor) }
    return try contents(of: descriptor, name: path)
  }

  private static func contents(
    of descriptor: Int32, name: String
  ) throws -> (bytes: [UInt8], isTruncated: Bool) {
    let most = LineReader.maxLineBytes
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= most {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw PatternToolsError.unreadable(path: name, errno: errno) }
      if count == 0 { break }
      bytes += piece[..<count]
    }
    return (Array(bytes.prefix(most)), bytes.count > most)
  }

  /// Whether something has this path.
  static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// Whether a directory has this path.
  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
