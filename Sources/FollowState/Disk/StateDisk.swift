import Glibc

/// The few calls by which state gets onto a disk; tests put faults behind them.
protocol StateDisk: AnyObject {
  /// Makes the file at `path`, empty if there is one, for appending.
  func create(_ path: String) throws(StateError) -> StateFile
  /// Opens the file at `path` for appending.
  func open(_ path: String) throws(StateError) -> StateFile
  /// Appends bytes, or as many of them as there is room for: at least one.
  func write(_ bytes: Span<UInt8>, to file: StateFile) throws(StateError) -> Int
  /// How many bytes a file has; nil if it is no longer in any directory.
  func size(of file: StateFile) -> Int64?
  /// Cuts a file off; false if that cannot be.
  func truncate(_ file: StateFile, to size: Int64) -> Bool
  /// Waits until a file's bytes are safe from a power cut.
  func synchronize(_ file: StateFile) throws(StateError)
  /// Waits until a directory's names are.
  func synchronize(directory path: String) throws(StateError)
  /// Gives a file another name, in place of what has it.
  func rename(_ path: String, to other: String) throws(StateError)
  /// Removes a file; it may be missing.
  func remove(_ path: String)
  /// Closes a file.
  func close(_ file: StateFile)
}

/// An open file, and the name that messages use for it.
struct StateFile {
  let descriptor: Int32
  let path: String

  /// What the system said last, of this file.
  var failure: StateError { .system(path: path, code: errno) }
}

/// The system's own disk.
final class SystemDisk: StateDisk {
  func create(_ path: String) throws(StateError) -> StateFile {
    try open(path, O_CREAT | O_TRUNC)
  }

  func open(_ path: String) throws(StateError) -> StateFile {
    try open(path, 0)
  }

  private func open(_ path: String, _ flags: Int32) throws(StateError) -> StateFile {
    let all = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | flags
    let file = StateFile(descriptor: Glibc.open(path, all, 0o600), path: path)
    guard file.descriptor >= 0 else { throw file.failure }
    return file
  }

  func write(_ bytes: Span<UInt8>, to file: StateFile) throws(StateError) -> Int {
    while true {
      let count = bytes.withUnsafeBytes { Glibc.write(file.descriptor, $0.baseAddress, $0.count) }
      if count > 0 || bytes.isEmpty { return count }
      if count == 0 { throw .system(path: file.path, code: ENOSPC) }
      if errno != EINTR { throw file.failure }
    }
  }

  func size(of file: StateFile) -> Int64? {
    var status = stat()
    guard fstat(file.descriptor, &status) == 0, status.st_nlink > 0 else { return nil }
    return Int64(status.st_size)
  }

  func truncate(_ file: StateFile, to size: Int64) -> Bool {
    ftruncate(file.descriptor, off_t(size)) == 0
  }

  func synchronize(_ file: StateFile) throws(StateError) {
    if fdatasync(file.descriptor) != 0 { throw file.failure }
  }

  func synchronize(directory path: String) throws(StateError) {
    let directory = StateFile(
      descriptor: Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path: path)
    guard directory.descriptor >= 0 else { throw directory.failure }
    let isDone = fsync(directory.descriptor) == 0 || errno == EINVAL  // has no such thing: fuse
    let failure = directory.failure
    close(directory)
    if !isDone { throw failure }
  }

  func rename(_ path: String, to other: String) throws(StateError) {
    if Glibc.rename(path, other) != 0 { throw .system(path: other, code: errno) }
  }

  func remove(_ path: String) {
    _ = unlink(path)
  }

  func close(_ file: StateFile) {
    _ = Glibc.close(file.descriptor)
  }
}
