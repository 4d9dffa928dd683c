import FollowState
import Glibc

/// What has become of a file that is remembered.
enum FileFate: Equatable {
  /// It is at its path, and has so many bytes.
  case here(size: Int64)
  /// Another file is at its path.
  case replaced
  /// Nothing is at its path.
  case gone
  /// It cannot be told; `code` is the system's errno.
  case unknown(code: Int32)

  /// Looks at the path.
  init(of state: FileState) {
    var status = stat()
    guard state.path.withCString({ stat($0, &status) }) == 0 else {
      self = errno == ENOENT || errno == ENOTDIR ? .gone : .unknown(code: errno)
      return
    }
    let isSame =
      UInt64(status.st_dev) == state.device && UInt64(status.st_ino) == state.inode
    self = isSame ? .here(size: Int64(status.st_size)) : .replaced
  }

  /// One word for it.
  var word: String {
    switch self {
    case .here: "here"
    case .replaced: "replaced"
    case .gone: "gone"
    case .unknown: "unknown"
    }
  }

  /// The bytes that are not delivered yet; nil where that cannot be told: not from the size of a compressed
  /// file.
  func behind(_ state: FileState) -> Int64? {
    guard case .here(let size) = self else { return nil }
    if state.isComplete { return 0 }
    return size >= state.offset ? size - state.offset : nil
  }
}
