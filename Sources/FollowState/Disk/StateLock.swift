import Glibc

/// The lock of a state directory: one process at a time.
///
/// The file stays when the lock goes: a file that is removed may be locked by two.
final class StateLock {
  private let descriptor: Int32

  /// Takes the lock, and writes this process's id into its file.
  /// - Throws: ``StateError/locked(directory:process:)``.
  init(directory: String) throws(StateError) {
    let path = directory + "/lock"
    let flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    var descriptor = open(path, O_RDWR | O_CREAT | flags, 0o600)
    // Where nothing can be written there may still be something to read.
    if descriptor < 0, errno == EROFS { descriptor = open(path, O_RDONLY | flags) }
    guard descriptor >= 0 else { throw .system(path: path, code: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      let process = StateLock.process(descriptor)
      close(descriptor)
      if code == EWOULDBLOCK { throw .locked(directory: directory, process: process) }
      throw .system(path: path, code: code)
    }
    self.descriptor = descriptor
    StateLock.write(Array("\(getpid())\n".utf8), to: descriptor)
  }

  deinit {
    // Closing is not enough where a child has the descriptor too, for as long as it has not called exec.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Who holds it is for people: a full disk is no reason not to hold it.
  private static func write(_ text: [UInt8], to descriptor: Int32) {
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
  }

  /// The process that wrote its id into the file of a lock; nil if none is there.
  static func process(_ descriptor: Int32) -> Int32? {
    var text = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &text, text.count, 0)
    guard count > 0 else { return nil }
    let digits = text.prefix(count).prefix { $0 != UInt8(ascii: "\n") }
    return Int32(String(decoding: digits, as: UTF8.self)).flatMap { $0 > 0 ? $0 : nil }
  }
}
