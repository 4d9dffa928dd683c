import Glibc

/// An open file and its bytes as they are, by read(2).
///
/// Its first two bytes are read at once, since they tell gzip from the rest.
final class RawFile {
  /// The name that messages use.
  let name: String

  /// The size in bytes when it was opened; nil for what has none: pipes, terminals, devices.
  let size: Int64?

  /// Seconds since 1970 of the last change; nil where `size` is nil.
  let modificationTime: Double?

  /// The bytes given out so far.
  private(set) var position: Int64 = 0

  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private var head: [UInt8] = []

  /// Opens `file`; a named pipe waits for its writer, and a stream for its first bytes.
  /// - Throws: `unreadable` if it does not open, `readFailed` if its first bytes cannot be read.
  init(_ file: InputFile) throws(LogInputError) {
    name = file.displayName
    ownsDescriptor = !file.isStandardInput
    descriptor = file.isStandardInput ? STDIN_FILENO : try RawFile.open(file.path)

    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      size = Int64(status.st_size)
      modificationTime =
        Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1_000_000_000
      // Only advice: a file system that ignores it is read all the same.
      posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    } else {
      size = nil
      modificationTime = nil
    }
    try readHead()
  }

  deinit {
    if ownsDescriptor { close(descriptor) }
  }

  /// True if the content is gzip by its magic number (RFC 1952, section 2.3.1).
  var startsWithGzipMagic: Bool {
    position == 0 && head == [0x1F, 0x8B]
  }

  /// True if the next read would wait for another process to write.
  var wouldWait: Bool {
    guard size == nil, head.isEmpty else { return false }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) == 0
  }

  /// Reads at most `target.count` bytes.
  /// - Returns: how many; 0 at the end.
  /// - Throws: `readFailed`.
  func read(into target: UnsafeMutableRawBufferPointer) throws(LogInputError) -> Int {
    if !head.isEmpty {
      let count = min(head.count, target.count)
      target.copyBytes(from: head.prefix(count))
      head.removeFirst(count)
      position += Int64(count)
      return count
    }
    let count = try readDescriptor(into: target)
    position += Int64(count)
    return count
  }

  private func readHead() throws(LogInputError) {
    var bytes: (UInt8, UInt8) = (0, 0)
    while head.count < 2 {
      let wanted = 2 - head.count
      let count = try withUnsafeMutableBytes(of: &bytes) { buffer throws(LogInputError) in
        try readDescriptor(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
      }
      if count == 0 { return }
      head.append(bytes.0)
      if count == 2 { head.append(bytes.1) }
    }
  }

  private func readDescriptor(
    into target: UnsafeMutableRawBufferPointer
  ) throws(LogInputError) -> Int {
    while true {
      let count = Glibc.read(descriptor, target.baseAddress, target.count)
      if count >= 0 { return count }
      switch errno {
      case EINTR:
        continue
      case EAGAIN:
        // Standard input may be set to non-blocking by whoever shares it.
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&request, 1, -1)
      default:
        throw .readFailed(path: name, offset: position, code: errno)
      }
    }
  }

  private static func open(_ path: String) throws(LogInputError) -> Int32 {
    while true {
      let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
      if descriptor >= 0 { return descriptor }
      if errno != EINTR { throw .unreadable(path: path, code: errno) }
    }
  }
}
