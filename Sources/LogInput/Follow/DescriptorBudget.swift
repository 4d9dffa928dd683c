import Glibc
import Synchronization

/// Which of the followed files are open, and which of them are closed when there are too many.
///
/// A file that has no name that is listed is never closed: nothing would lead to it again.
final class DescriptorBudget: Sendable {
  private let limit: Int
  private let open = Mutex<[ObjectIdentifier: Weak]>([:])
  private let uses = Atomic<UInt64>(0)

  private struct Weak {
    weak var file: FollowedFile?
  }

  /// Allows `limit` open files; nil for three quarters of what the system allows at most, as sinks,
  /// directories and state need some too.
  init(limit: Int?) {
    DescriptorBudget.raiseSystemLimit()
    self.limit = max(limit ?? DescriptorBudget.systemLimit / 4 * 3, 1)
  }

  /// True if one more may be opened without closing another.
  var hasRoom: Bool { open.withLock { $0.count } < limit }

  /// The number of the next use; later uses have greater ones.
  func nextUse() -> UInt64 {
    uses.wrappingAdd(1, ordering: .relaxed).newValue
  }

  /// Opens `path`; with `makesRoom`, others are closed for it.
  /// - Throws: `unreadable`.
  func openFile(_ path: String, makesRoom: Bool) throws(LogInputError) -> OpenFile {
    if makesRoom, !hasRoom { closeSome() }
    do throws(LogInputError) {
      return try OpenFile(path)
    } catch {
      guard case .unreadable(_, let code) = error, code == EMFILE || code == ENFILE else {
        throw error
      }
      // Others in this process, or on this machine, have more open than was thought.
      closeSome()
      return try OpenFile(path)
    }
  }

  /// Notes that `file` is open.
  func add(_ file: FollowedFile) {
    open.withLock { $0[ObjectIdentifier(file)] = Weak(file: file) }
  }

  /// Notes that the file of that identifier is closed.
  func remove(_ identifier: ObjectIdentifier) {
    _ = open.withLock { $0.removeValue(forKey: identifier) }
  }

  /// Closes the files that were not used for longest: several, as it takes some time to tell which.
  private func closeSome() {
    let files = open.withLock { $0.values.compactMap(\.file) }
    let byUse = files.map { (file: $0, use: $0.lastUse) }.sorted { $0.use < $1.use }
    var left = max(1, limit / 16)
    for (file, _) in byUse where left > 0 {
      if file.close() { left -= 1 }
    }
  }

  private static func raiseSystemLimit() {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else { return }
    limits.rlim_cur = limits.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
  }

  private static var systemLimit: Int {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else { return 1024 }
    return Int(clamping: limits.rlim_cur)
  }
}
