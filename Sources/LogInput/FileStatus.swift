import Glibc

/// Which file it is, whatever its names: device and inode.
struct FileIdentity: Hashable {
  let device: UInt64
  let inode: UInt64
}

/// What stat(2) says of a path, symbolic links followed.
struct FileStatus {
  /// The kinds of file that reading tells apart.
  enum Kind: Equatable {
    case regular
    case directory
    /// A named pipe or a character device.
    case stream
    /// Something that has no bytes to read as a log; `name` is for people.
    case other(name: String)
  }

  let kind: Kind
  let identity: FileIdentity

  /// Looks at `path`.
  /// - Throws: `unreadable`.
  init(_ path: String) throws(LogInputError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .unreadable(path: path, code: errno) }
    identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFIFO, S_IFCHR: .stream
      case S_IFSOCK: .other(name: "socket")
      case S_IFBLK: .other(name: "block device")
      default: .other(name: "file of an unknown kind")
      }
  }
}
