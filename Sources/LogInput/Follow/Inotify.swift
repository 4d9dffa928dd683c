import Glibc

/// An instance of inotify(7): the system's notices of what happens in directories.
final class Inotify: Sendable {
  /// Readable, for poll(2), while there are notices.
  let descriptor: Int32

  private let maxWatches: Int

  // 64 KiB: some two thousand notices a read(2).
  private static let bufferSize = 64 << 10

  /// Makes an instance for at most `maxWatches` directories.
  /// - Throws: `cannotWatch`.
  init(maxWatches: Int?) throws(LogInputError) {
    self.maxWatches = maxWatches ?? .max
    descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    if descriptor < 0 { throw .cannotWatch(code: errno) }
  }

  deinit {
    close(descriptor)
  }

  /// Watches the directory at `path`, or changes what is watched there.
  ///
  /// - Returns: the watch's number, or the system's errno: `ENOSPC` if there may be no more.
  func watch(
    _ path: String, contents: Bool, count: Int
  ) -> (watch: Int32?, code: Int32) {
    if count >= maxWatches { return (nil, ENOSPC) }
    // Also after its name is gone, what is written to a file is told of: no IN_EXCL_UNLINK.
    var mask =
      IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF
      | IN_MOVE_SELF
    if contents { mask |= IN_MODIFY }
    let watch = inotify_add_watch(descriptor, path, UInt32(mask) | UInt32(IN_ONLYDIR))
    return watch >= 0 ? (watch, 0) : (nil, errno)
  }

  /// Ends a watch.
  func unwatch(_ watch: Int32) {
    inotify_rm_watch(descriptor, watch)
  }

  /// Takes the notices that there are.
  func read(_ take: (InotifyNotice) -> Void) {
    withUnsafeTemporaryAllocation(
      byteCount: Inotify.bufferSize, alignment: MemoryLayout<inotify_event>.alignment
    ) { buffer in
      while true {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        InotifyNotice.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]), take)
        // What comes while this is read comes with the next.
        if count < buffer.count / 2 { return }
      }
    }
  }
}

/// One notice of inotify(7).
struct InotifyNotice: Equatable {
  /// The number of the watch; -1 if notices were lost.
  let watch: Int32

  /// What happened, as bits `IN_`.
  let mask: UInt32

  /// The name of the entry that it happened to; empty for the directory itself.
  let name: String

  /// True if the queue was full: anything may have happened.
  var tellsOfLoss: Bool { has(Int(IN_Q_OVERFLOW)) }

  /// True if the watch is no more: its directory was deleted, or the file system unmounted.
  var endsWatch: Bool { has(Int(IN_IGNORED)) }

  /// True if a file was written to or truncated.
  var tellsOfContents: Bool { has(Int(IN_MODIFY)) }

  /// True if owner, permissions or the number of links changed.
  var tellsOfAttributes: Bool { has(Int(IN_ATTRIB)) }

  /// True if it is about a directory.
  var isDirectory: Bool { has(Int(IN_ISDIR)) }

  private func has(_ bit: Int) -> Bool { mask & UInt32(bit) != 0 }

  /// Takes apart what read(2) gave: per notice the numbers watch, mask, cookie and length of the name
  /// (32 bits each), then the name, filled up with zeros.
  static func parse(_ bytes: UnsafeRawBufferPointer, _ take: (InotifyNotice) -> Void) {
    let headSize = 16
    var start = 0
    while bytes.count - start >= headSize {
      let watch = bytes.loadUnaligned(fromByteOffset: start, as: Int32.self)
      let mask = bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self)
      let length = Int(bytes.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self))
      guard length <= bytes.count - start - headSize else { return }
      let name = bytes[start + headSize..<start + headSize + length].prefix { $0 != 0 }
      take(InotifyNotice(watch: watch, mask: mask, name: String(decoding: name, as: UTF8.self)))
      start += headSize + length
    }
  }
}
