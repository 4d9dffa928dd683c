import Glibc

/// A file in memory that has another content for each input.
final class ScratchFile {
  /// Where readers find it.
  let path: String

  private let descriptor: Int32

  init() {
    // /dev/shm is memory on every Linux; where it is missing, the fuzzer has nothing to stand on.
    path = "/dev/shm/genlog-fuzz-\(getpid())"
    descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    if descriptor < 0 { fatalError("\(path): \(String(cString: strerror(errno)))") }
    atexit { unlink("/dev/shm/genlog-fuzz-\(getpid())") }
  }

  /// Puts `bytes` in the place of what was there.
  func write(_ bytes: [UInt8]) {
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
    else { fatalError("\(path): \(String(cString: strerror(errno)))") }
  }
}
