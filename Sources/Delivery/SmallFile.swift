import Glibc

/// Files that are read whole: certificates, keys, tokens.
enum SmallFile {
  /// Why a file could not be read.
  struct Fault: Error, Equatable {
    /// The system's errno.
    let code: Int32

    /// In the system's words.
    var reason: String { String(cString: strerror(code)).lowercased() }
  }

  /// The bytes of the file at `path`, unless it is larger than `limit`.
  static func read(_ path: String, limit: Int = 1 << 20) throws(Fault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault(code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Fault(code: errno) }
      if count == 0 { return bytes }
      bytes += part[..<count]
      if bytes.count > limit { throw Fault(code: EFBIG) }
    }
  }
}
