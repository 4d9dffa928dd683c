import CLinux
import Glibc

/// The rights of the process, and how they are given up.
package enum Privileges {
  /// Whether the process has the rights of root.
  package static var isRoot: Bool { geteuid() == 0 }

  /// The name of the user that the process is; its number where it has no name.
  package static var userName: String {
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(geteuid())"
  }

  /// Gives up everything that capturing needed, for good: the process becomes the user, with that user's groups
  /// and without any capability, and gets no further rights by executing a program.
  ///
  /// It has to be called before there are other threads, which would keep their capabilities.
  /// - Parameter user: the user to become; nil stays the user that the process is.
  /// - Throws: ``LiveCaptureError/noSuchUser(name:)``, ``LiveCaptureError/notRoot(user:)``,
  ///   ``LiveCaptureError/keptRights(user:problem:)``.
  package static func drop(to user: User?) throws(LiveCaptureError) {
    // First, as it needs a capability that is about to go.
    genlog_empty_bounding_set()
    if let user { try become(user) }
    guard genlog_clear_capabilities() == 0, genlog_forbid_new_privileges() == 0 else {
      throw .keptRights(user: user?.name ?? "", problem: reason)
    }
  }

  private static func become(_ user: User) throws(LiveCaptureError) {
    guard isRoot else {
      if user.id == getuid() { return }
      throw .notRoot(user: user.name)
    }
    guard initgroups(user.name, user.group) == 0,
      setgid(user.group) == 0, setuid(user.id) == 0
    else { throw .keptRights(user: user.name, problem: reason) }
    // What cannot be undone is what was wanted.
    guard user.id == 0 || setuid(0) != 0 else {
      throw .keptRights(user: user.name, problem: "they can be taken back")
    }
  }

  private static var reason: String { String(cString: strerror(errno)).lowercased() }
}

/// A user of this machine.
package struct User: Sendable, Equatable {
  /// The name.
  package let name: String
  /// The number.
  package let id: UInt32
  /// The number of the first group.
  package let group: UInt32

  /// The user of that name.
  ///
  /// - Throws: ``LiveCaptureError/noSuchUser(name:)``.
  package init(named name: String) throws(LiveCaptureError) {
    guard let entry = getpwnam(name)?.pointee else { throw .noSuchUser(name: name) }
    self.init(entry)
  }

  /// The user who owns a file or folder; nil if that has no name.
  package init?(owning path: String) {
    var status = stat()
    guard stat(path, &status) == 0, let entry = getpwuid(status.st_uid)?.pointee else {
      return nil
    }
    self.init(entry)
  }

  private init(_ entry: passwd) {
    name = String(cString: entry.pw_name)
    id = entry.pw_uid
    group = entry.pw_gid
  }
}
