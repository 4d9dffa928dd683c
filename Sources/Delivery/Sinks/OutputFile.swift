import Glibc

/// A file descriptor to write to, and the name that messages use for it.
struct OutputFile: ~Copyable, Sendable {
  private var descriptor: Int32
  private let name: String

  /// Creates or replaces the file at `path`, readable for all and writable for the owner.
  init(path: String) throws(DeliveryError) {
    try self.init(path: path, O_TRUNC)
  }

  /// Creates the file at `path`, or writes behind what it holds.
  init(appendingTo path: String) throws(DeliveryError) {
    try self.init(path: path, O_APPEND)
  }

  private init(path: String, _ flag: Int32) throws(DeliveryError) {
    name = path
    descriptor = -1
    repeat {
      descriptor = Glibc.open(path, O_WRONLY | O_CREAT | flag | O_CLOEXEC, 0o644)
    } while descriptor < 0 && errno == EINTR
    if descriptor < 0 { throw .system(.open, destination: path, errno: errno) }
  }

  /// Takes over an open descriptor.
  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  deinit {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  /// Writes all bytes, however small the system's helpings.
  func write(_ bytes: Span<UInt8>) throws(DeliveryError) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { all in
        Glibc.write(descriptor, all.baseAddress?.advanced(by: done), all.count - done)
      }
      if written >= 0 {
        done += written
      } else if errno == EAGAIN {
        // Standard output may have been made non-blocking by the process at its other end.
        waitUntilWritable()
      } else if errno != EINTR {
        throw fault(.write, errno)
      }
    }
  }

  /// Closes the descriptor: some file systems tell only now that the disk is full.
  mutating func close() throws(DeliveryError) {
    guard descriptor >= 0 else { return }
    let result = Glibc.close(descriptor)
    descriptor = -1
    // After EINTR the descriptor is closed all the same (close(2), Linux).
    if result != 0, errno != EINTR { throw fault(.close, errno) }
  }

  /// Makes what was written safe from a crash of the machine; nothing to do for a pipe or a terminal.
  func sync() throws(DeliveryError) {
    guard descriptor >= 0, fdatasync(descriptor) != 0, errno != EINVAL, errno != EROFS else {
      return
    }
    throw fault(.write, errno)
  }

  /// The length of the file; nil if it is none.
  var length: Int64? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int64(status.st_size)
  }

  /// Cuts off what stands behind `length`; false if the system will not.
  func truncate(to length: Int64) -> Bool { ftruncate(descriptor, Int(length)) == 0 }

  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }

  private func fault(_ step: DeliveryError.Step, _ code: Int32) -> DeliveryError {
    code == EPIPE
      ? .closedPipe(destination: name) : .system(step, destination: name, errno: code)
  }
}
