import Glibc
import Synchronization

/// A file that is followed, whatever its names are and become.
///
/// It is the same object as long as someone holds it: also after a rename, after it was deleted, and when its
/// directory was gone for a while. Any thread may use it.
package final class FollowedFile: Sendable {
  /// Which file it is, taken from the open descriptor.
  package let key: FileKey

  /// True if it was there when watching began.
  package let isFirstScan: Bool

  /// True if it lies on a file system that does not tell of all changes, so that it is polled.
  ///
  /// Sizes may lag behind there, and go backwards for a moment.
  package let isRemote: Bool

  /// When its content was last changed when it was found, in nanoseconds since 1970.
  let modifiedWhenFound: Int64

  private let budget: DescriptorBudget
  private let use = Atomic<UInt64>(0)
  private let state: Mutex<State>

  private struct State {
    var path: String
    var isListed = true
    var isDeleted = false
    var size: Int64
    var open: OpenFile?
  }

  /// Follows the file that is open as `open` and has that status, found at `path`.
  init(
    _ open: OpenFile, _ status: FileStatus, path: String, isFirstScan: Bool,
    budget: DescriptorBudget
  ) {
    key = status.key
    modifiedWhenFound = status.modified
    isRemote = FileSystemType(descriptor: open.descriptor)?.needsPolling ?? false
    self.isFirstScan = isFirstScan
    self.budget = budget
    state = Mutex(State(path: path, size: status.size))
    // One that does not fit is opened again when it is read.
    if budget.hasRoom { keep(open) }
  }

  deinit {
    budget.remove(ObjectIdentifier(self))
  }

  /// The path under which it is known; the last one if it has none any more.
  package var path: String { state.withLock { $0.path } }

  /// True if what is followed leads to it.
  package var isListed: Bool { state.withLock { $0.isListed } }

  /// True if it has no name at all any more, so that it ends where it ends now once its writers are done.
  package var isDeleted: Bool { state.withLock { $0.isDeleted } }

  /// Its size in bytes, for telling: where asking may take long, as it was when it was last looked at.
  package var knownSize: Int64 {
    if !isRemote { _ = look() }
    return state.withLock { $0.size }
  }

  /// Its size in bytes, and when its content was last changed in nanoseconds since 1970.
  ///
  /// It is what the system says. On a file system of another machine that may lag, and even go backwards for a
  /// moment: whoever takes a smaller size for a truncation has to see it twice, or to look at the content.
  /// - Throws: `unreadable`; `fileGone` if it had to be opened again and is not at its path any more.
  package func status() throws(LogInputError) -> (size: Int64, modified: Int64) {
    let open = try descriptor()
    var status: FileStatus
    do throws(LogInputError) {
      status = try FileStatus(descriptor: open.descriptor, path: path)
    } catch {
      guard case .unreadable(_, ESTALE) = error else { throw error }
      status = try FileStatus(descriptor: reopen(insteadOf: open).descriptor, path: path)
    }
    note(status)
    return (status.size, status.modified)
  }

  /// Reads what lies at `offset`, at most `target.count` bytes.
  ///
  /// - Returns: how many bytes were read; 0 at the end.
  /// - Throws: `readFailed`, which may pass; `unreadable` or `fileGone` if it had to be opened again.
  package func read(
    at offset: Int64, into target: UnsafeMutableRawBufferPointer
  ) throws(LogInputError) -> Int {
    let open = try descriptor()
    do throws(LogInputError) {
      return try open.read(at: offset, into: target, path: path)
    } catch {
      guard case .readFailed(_, _, ESTALE) = error else { throw error }
      // The server has forgotten the file, or this is another one now.
      return try reopen(insteadOf: open).read(at: offset, into: target, path: path)
    }
  }

  // MARK: - For the watch

  /// What it is now, without opening it; nil if that cannot be told.
  func look() -> FileStatus? {
    let (open, path) = state.withLock { ($0.open, $0.path) }
    if let open {
      guard let status = try? FileStatus(descriptor: open.descriptor, path: path) else {
        return nil
      }
      note(status)
      return status
    }
    guard let status = try? FileStatus(path), status.key == key else { return nil }
    return status
  }

  private func note(_ status: FileStatus) {
    // Some file systems count no links; what is listed is not deleted.
    state.withLock { state in
      state.isDeleted = !state.isListed && status.links == 0
      state.size = status.size
    }
  }

  /// Notes that it was found at `paths`, of which the one it is known by stays if it can.
  ///
  /// - Returns: true if that is news.
  func list(at paths: [String]) -> Bool {
    state.withLock { state in
      let wasListed = state.isListed
      let before = state.path
      state.isListed = true
      state.isDeleted = false
      if !paths.contains(before), let path = paths.first { state.path = path }
      return !wasListed || state.path != before
    }
  }

  /// Notes that nothing leads to it any more.
  func unlist() {
    state.withLock { $0.isListed = false }
  }

  // MARK: - Descriptors

  /// When it was last used, by the budget's count.
  var lastUse: UInt64 { use.load(ordering: .relaxed) }

  /// Closes the file if it can be found again; false if it was left as it is.
  func close() -> Bool {
    guard (try? FileStatus(path))?.key == key else { return false }
    return state.withLock { state in
      guard state.isListed, state.open != nil else { return false }
      state.open = nil
      budget.remove(ObjectIdentifier(self))
      return true
    }
  }

  private func descriptor() throws(LogInputError) -> OpenFile {
    use.store(budget.nextUse(), ordering: .relaxed)
    if let open = state.withLock({ $0.open }) { return open }
    return try reopen(insteadOf: nil)
  }

  /// Opens the path again, if it still leads to this file.
  private func reopen(insteadOf old: OpenFile?) throws(LogInputError) -> OpenFile {
    let path = path
    let open: OpenFile
    do throws(LogInputError) {
      open = try budget.openFile(path, makesRoom: true)
    } catch {
      throw error.isMissingFile ? .fileGone(path: path) : error
    }
    guard try FileStatus(descriptor: open.descriptor, path: path).key == key else {
      throw .fileGone(path: path)
    }
    keep(open, insteadOf: old)
    return open
  }

  private func keep(_ open: OpenFile, insteadOf old: OpenFile? = nil) {
    state.withLock { state in
      // Another thread may have been faster.
      guard state.open == nil || state.open === old else { return }
      state.open = open
      budget.add(self)
    }
  }
}
