import Glibc

/// A descriptor, open as long as someone holds this.
final class OpenFile: Sendable {
  /// The descriptor.
  let descriptor: Int32

  /// Opens the file at `path` for reading.
  ///
  /// Never waits, as opening a pipe would that has no writer.
  /// - Throws: `unreadable`.
  init(_ path: String) throws(LogInputError) {
    while true {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
      if descriptor >= 0 {
        self.descriptor = descriptor
        return
      }
      if errno != EINTR { throw .unreadable(path: path, code: errno) }
    }
  }

  deinit {
    close(descriptor)
  }

  /// Reads what lies at `offset`; `path` is the file's name in messages.
  /// - Returns: how many bytes; 0 at the end.
  /// - Throws: `readFailed`.
  func read(
    at offset: Int64, into target: UnsafeMutableRawBufferPointer, path: String
  ) throws(LogInputError) -> Int {
    while true {
      let count = pread(descriptor, target.baseAddress, target.count, off_t(offset))
      if count >= 0 { return count }
      if errno != EINTR { throw .readFailed(path: path, offset: offset, code: errno) }
    }
  }
}
