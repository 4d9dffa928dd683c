import Glibc
import PacketCapture

/// One file that packets are written to; closed with the value.
struct PacketFile: ~Copyable {
  /// Where it is.
  let path: String
  /// When it was begun, on a clock that only goes forward.
  let begun = ContinuousClock.now
  /// Bytes that are in it.
  private(set) var bytes = 0
  /// Packets that are in it, or wait to be written.
  var packets = 0
  private let descriptor: Int32

  /// Creates the file, or empties it; nobody but its owner may read it.
  init(_ path: String, user: String) throws(PacketFileError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw .cannotOpen(path: path, code: errno, user: user) }
  }

  deinit { close(descriptor) }

  /// Writes bytes; of those that do not fit nothing stays in the file.
  mutating func write(_ content: Span<UInt8>) throws(PacketFileError) {
    var done = 0
    while done < content.count {
      let count = content.withUnsafeBytes { all in
        Glibc.write(descriptor, all.baseAddress?.advanced(by: done), all.count - done)
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        let code = errno
        ftruncate(descriptor, bytes)
        throw .cannotWrite(path: path, code: code)
      }
    }
    bytes += content.count
  }

  /// Makes what was written safe from a crash of the machine.
  func sync() throws(PacketFileError) {
    // What is no file on a disk has nothing to be made safe: a pipe, /dev/null.
    guard fsync(descriptor) != 0, errno != EINVAL, errno != EROFS else { return }
    throw .cannotWrite(path: path, code: errno)
  }
}
