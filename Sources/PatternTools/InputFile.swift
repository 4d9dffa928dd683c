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
