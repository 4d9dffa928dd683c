import CMaxMindDB
import Glibc

/// A copy of a file in memory that nobody can change.
///
/// Files of places are not mapped themselves: one that is cut off while it is mapped ends the process with
/// SIGBUS. The copy is a sealed file in memory (memfd_create(2)), so that it has a path for libraries too.
final class FileCopy: @unchecked Sendable {
  /// What tells one content of a file from another.
  struct Identity: Equatable, Sendable {
    let device: UInt64
    let inode: UInt64
    let size: Int64
    /// When it was changed last.
    let seconds: Int64
    let nanoseconds: Int64

    /// That of the file at `path`; nil if there is none.
    init?(of path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      self.init(status)
    }

    fileprivate init(_ status: stat) {
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
      size = Int64(status.st_size)
      seconds = Int64(status.st_mtim.tv_sec)
      nanoseconds = Int64(status.st_mtim.tv_nsec)
    }
  }

  /// What the file was when it was copied.
  let identity: Identity
  /// How many bytes there are.
  let count: Int

  private let descriptor: Int32
  // Never written to after it was made, hence safe to share.
  private let bytes: UnsafeBufferPointer<UInt8>

  private static let blockBytes = 1 << 20

  /// Copies the file at `path`, of at most `limit` bytes.
  /// - Throws: ``GeoError``: it cannot be read, is no file or too large.
  init(of path: String, atMost limit: Int) throws(GeoError) {
    // A pipe without a writer must not keep us waiting.
    let source = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard source >= 0 else { throw .unreadable(path: path, code: errno) }
    defer { close(source) }
    var status = stat()
    guard fstat(source, &status) == 0 else { throw .unreadable(path: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    guard status.st_size <= limit else { throw .tooLarge(path: path, limit: limit) }
    let copy = genlog_memory_file()
    guard copy >= 0 else { throw .unreadable(path: path, code: errno) }
    do throws(GeoError) {
      let count = try Self.fill(copy, from: source, path, atMost: limit)
      guard genlog_seal(copy) == 0 else { throw .unreadable(path: path, code: errno) }
      bytes = try Self.map(copy, count, path)
      self.count = count
    } catch {
      close(copy)
      throw error
    }
    identity = Identity(status)
    descriptor = copy
  }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutablePointer(mutating: start), bytes.count) }
    close(descriptor)
  }

  /// A path at which libraries of this process find it.
  var path: String { "/proc/self/fd/\(descriptor)" }

  /// Calls `body` with the bytes.
  @inline(__always)
  func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(bytes.span)
  }

  private static func fill(
    _ copy: Int32, from source: Int32, _ path: String, atMost limit: Int
  ) throws(GeoError) -> Int {
    var block = [UInt8](repeating: 0, count: blockBytes)
    var total = 0
    while true {
      let count = read(source, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path: path, code: errno) }
      if count == 0 { return total }
      total += count
      // It may grow while it is read.
      guard total <= limit else { throw .tooLarge(path: path, limit: limit) }
      var done = 0
      while done < count {
        let written = block.withUnsafeBytes {
          write(copy, $0.baseAddress.map { $0 + done }, count - done)
        }
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw .unreadable(path: path, code: errno) }
        done += written
      }
    }
  }

  private static func map(
    _ copy: Int32, _ count: Int, _ path: String
  ) throws(GeoError) -> UnsafeBufferPointer<UInt8> {
    guard count > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
    let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, copy, 0)
    guard let start, start != MAP_FAILED else { throw .unreadable(path: path, code: errno) }
    return UnsafeBufferPointer(
      start: UnsafePointer(start.assumingMemoryBound(to: UInt8.self)), count: count)
  }
}
