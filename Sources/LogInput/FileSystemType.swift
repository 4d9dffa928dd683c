import CLinux
import Synchronization

/// The type of a file system, by the number that statfs(2) gives.
package struct FileSystemType: Hashable, Sendable {
  /// The number, `f_type`.
  package let number: UInt32

  /// The type of that number.
  package init(number: UInt32) {
    self.number = number
  }

  /// The type of the file system at `path`; nil if that cannot be told.
  init?(path: String) {
    self.init(genlog_file_system_of_path(path))
  }

  /// The type of the file system of an open file; nil if that cannot be told.
  init?(descriptor: Int32) {
    self.init(genlog_file_system_of_descriptor(descriptor))
  }

  private init?(_ result: Int64) {
    guard let number = UInt32(exactly: result) else { return nil }
    self.number = number
  }

  /// True if inotify(7) may miss changes: those that other machines make, or that a server makes on its own.
  ///
  /// overlayfs, on which containers stand, is not among them: who writes to a container's file goes through
  /// the merged directory, and so through the kernel that watches it. What is changed in the directories
  /// below, behind its back, has no defined effect there at all (Linux, `overlayfs.rst`, "Changes to
  /// underlying filesystems"); the scans find it. What a container keeps for others to read lies on volumes,
  /// which are no overlay.
  package var needsPolling: Bool { FileSystemType.names[number] != nil }

  /// True if the time of a file's birth stays the same as long as its inode does.
  ///
  /// In overlayfs it does not: when a file of a lower layer is first written to, it is copied to the upper one.
  var keepsBirth: Bool { number != 0x794C_7630 }

  /// The name of a type that needs polling.
  package var name: String? { FileSystemType.names[number] }

  // From linux/magic.h and the manual page statfs(2), and what the others' own sources say.
  private static let names: [UInt32: String] = [
    0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2", 0x6573_5546: "FUSE",
    0x0102_1997: "9p", 0x5346_414F: "AFS", 0x6B41_4653: "AFS", 0x7375_7245: "Coda",
    0x564C: "NCP", 0x00C3_6400: "Ceph", 0x0BD0_0BD0: "Lustre", 0x4750_4653: "GPFS",
    0x0116_1970: "GFS2", 0x7461_636F: "OCFS2", 0x786F_4256: "VirtualBox shared folder",
    0xBACB_ACBC: "VMware shared folder", 0x7C7C_6673: "Parallels shared folder",
    0xAAD7_AAEA: "PanFS", 0x6163_6673: "ACFS", 0x1983_0326: "BeeGFS",
  ]
}

/// What is known of the file systems of this machine, by the numbers of their devices.
enum FileSystems {
  private static let keepingBirth = Mutex<[UInt64: Bool]>([:])

  // More are not in use at once; numbers are used again.
  private static let limit = 4096

  /// True if birth times stay the same on `device`; its `type` is asked for once, as a server may have to be
  /// asked.
  static func keepBirth(on device: UInt64, type: () -> FileSystemType?) -> Bool {
    if let known = keepingBirth.withLock({ $0[device] }) { return known }
    let keeps = type()?.keepsBirth ?? true
    keepingBirth.withLock { known in
      if known.count >= limit { known.removeAll() }
      known[device] = keeps
    }
    return keeps
  }
}
