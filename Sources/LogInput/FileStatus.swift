import CLinux
import Glibc

/// Which file it is, whatever its names.
package struct FileKey: Hashable, Sendable {
  /// The device's number, as stat(2) gives it; that of a network file system may be another after a mount.
  package let device: UInt64

  /// The inode's number on that device, which is used again once the file is gone.
  package let inode: UInt64

  /// When the file was made, in nanoseconds since 1970; nil where the file system does not tell, or where
  /// it may become another.
  package let birth: Int64?

  /// The key of these three.
  package init(device: UInt64, inode: UInt64, birth: Int64?) {
    self.device = device
    self.inode = inode
    self.birth = birth
  }
}

/// What statx(2) says of a file, symbolic links followed.
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
  let key: FileKey

  /// The size in bytes.
  let size: Int64

  /// When the content was last changed, in nanoseconds since 1970.
  let modified: Int64

  /// The number of names.
  let links: UInt32

  /// True if a file system, or the file itself, is mounted at the path.
  let isMountRoot: Bool

  /// Looks at `path`.
  /// - Throws: `unreadable`.
  init(_ path: String) throws(LogInputError) {
    var status = genlog_file_status()
    guard genlog_status_of_path(path, &status) == 0 else {
      throw .unreadable(path: path, code: errno)
    }
    self.init(status) { FileSystemType(path: path) }
  }

  /// Looks at an open file; `path` is its name in messages.
  /// - Throws: `unreadable`.
  init(descriptor: Int32, path: String) throws(LogInputError) {
    var status = genlog_file_status()
    guard genlog_status_of_descriptor(descriptor, &status) == 0 else {
      throw .unreadable(path: path, code: errno)
    }
    self.init(status) { FileSystemType(descriptor: descriptor) }
  }

  private init(_ status: genlog_file_status, type: () -> FileSystemType?) {
    let hasBirth = status.has_birth != 0 && FileSystems.keepBirth(on: status.device, type: type)
    key = FileKey(
      device: status.device, inode: status.inode, birth: hasBirth ? status.birth : nil)
    size = Int64(clamping: status.size)
    modified = status.modified
    links = status.links
    isMountRoot = status.is_mount_root != 0
    kind =
      switch status.mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFIFO, S_IFCHR: .stream
      case S_IFSOCK: .other(name: "socket")
      case S_IFBLK: .other(name: "block device")
      default: .other(name: "file of an unknown kind")
      }
  }
}
