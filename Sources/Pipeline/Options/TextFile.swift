import Glibc

/// Small files read whole: configuration and the like.
enum TextFile {
  /// A configuration past this size is a mistake, not a configuration.
  private static let maxBytes = 16 * 1024 * 1024

  /// The text of the file at `path`; bytes that are not UTF-8 are repaired.
  static func read(_ path: String) throws(PipelineError) -> String {
    String(decoding: try readBytes(path, atMost: maxBytes), as: UTF8.self)
  }

  /// The bytes of the file at `path`.
  /// - Throws: ``PipelineError/unreadable(path:code:)``, with `EFBIG` for more than `limit` bytes.
  static func readBytes(_ path: String, atMost limit: Int) throws(PipelineError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path: path, code: errno) }
      if count == 0 { break }
      bytes += chunk[..<count]
      if bytes.count > limit { throw .unreadable(path: path, code: EFBIG) }
    }
    return bytes
  }

  /// Replaces the file at `path` by `bytes`.
  static func write(_ bytes: [UInt8], to path: String) throws(PipelineError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: path, code: errno) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        Glibc.write(descriptor, all.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = errno
        close(descriptor)
        throw .unwritable(path: path, code: code)
      }
      done += count
    }
    if close(descriptor) != 0 { throw .unwritable(path: path, code: errno) }
  }
}
