import Synchronization

/// The databases of addresses that the user names, the first that knows something before the rest.
///
/// One whose file is replaced is read again, by ``refresh(_:)``; readers see that by ``version`` and take the
/// new ones over at their next address.
package final class AddressDatabases: Sendable {
  /// A database, and what is known of its file.
  package struct File: Sendable {
    let path: String
    fileprivate(set) var database: MaxMindDatabase
    /// What the file was when it was looked at last.
    fileprivate var seen: FileCopy.Identity?
    /// What it was when it was found not to be of use.
    fileprivate var refused: FileCopy.Identity?
    fileprivate var isMissing = false

    /// Opens the database at `path`.
    /// - Throws: ``GeoError``.
    package init(_ path: String) throws(GeoError) {
      self.path = path
      database = try MaxMindDatabase(path)
      seen = database.identity
    }
  }

  private let files: Mutex<[File]>
  private let changes = Atomic<Int>(0)

  /// Looks up in `files`.
  package init(_ files: [File]) {
    self.files = Mutex(files)
  }

  /// Changes with each database that is read again.
  var version: Int { changes.load(ordering: .acquiring) }

  /// The databases as they are now.
  var current: [MaxMindDatabase] { files.withLock { $0.map(\.database) } }

  /// Reads those again whose file was replaced and has been the same since the last look.
  ///
  /// Whoever calls this does so on a thread of its own, every second or so: databases are large, and a file that
  /// is still being written is not there yet.
  ///
  /// - Parameter warn: is told what is wrong with a new file; the old one is then kept.
  package func refresh(_ warn: (String) -> Void) {
    // Only this function changes them, and what it reads takes long: readers are not to wait.
    var looked = files.withLock { $0 }
    for index in looked.indices { Self.refresh(&looked[index], warn) }
    let isNew = files.withLock { files in
      let isNew = zip(files, looked).contains { $0.database !== $1.database }
      files = looked
      return isNew
    }
    if isNew { changes.add(1, ordering: .releasing) }
  }

  private static func refresh(_ file: inout File, _ warn: (String) -> Void) {
    guard let found = FileCopy.Identity(of: file.path) else {
      if !file.isMissing { warn("\(file.path): is gone; what was read of it stays in use") }
      file.isMissing = true
      return
    }
    file.isMissing = false
    defer { file.seen = found }
    guard found == file.seen, found != file.database.identity, found != file.refused else {
      return
    }
    do throws(GeoError) {
      file.database = try MaxMindDatabase(file.path)
      file.refused = nil
    } catch {
      file.refused = found
      let problem = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
      warn(
        "\(problem); what was read before stays in use\nhelp: replace it by a sound one, by renaming"
      )
    }
  }
}
