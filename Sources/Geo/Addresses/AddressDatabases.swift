import Synchronization

/// The databases of addresses that the user names, the first that knows something before the rest.
///
/// One whose file is replaced is read again, by ``refresh(_:)``; readers see that by ``version`` and take the
/// new ones over at their next address.
package final class AddressDatabases: Sendable {
  /// A database, and what is known of its file.
  private struct Entry: Sendable {
    let path: String
    var database: MaxMindDatabase
    /// What the file was when it was looked at last.
    var seen: FileCopy.Identity?
    /// What it was when it was found not to be of use.
    var refused: FileCopy.Identity?
    var isMissing = false
  }

  private let entries: Mutex<[Entry]>
  private let version_ = Atomic<Int>(0)

  /// Opens the databases at `paths`.
  /// - Throws: ``GeoError``.
  package init(_ paths: [String]) throws(GeoError) {
    var entries: [Entry] = []
    for path in paths {
      let database = try MaxMindDatabase(path)
      entries.append(Entry(path: path, database: database, seen: database.identity))
    }
    self.entries = Mutex(entries)
  }

  /// Changes with each database that is read again.
  var version: Int { version_.load(ordering: .acquiring) }

  /// The databases as they are now.
  var current: [MaxMindDatabase] { entries.withLock { $0.map(\.database) } }

  /// Reads those again whose file was replaced and has been the same since the last look.
  ///
  /// Whoever calls this does so on a thread of its own, every second or so: databases are large, and a file that
  /// is still being written is not there yet.
  ///
  /// - Parameter warn: is told what is wrong with a new file; the old one is then kept.
  package func refresh(_ warn: (String) -> Void) {
    // Only this function changes entries, and what it reads takes long: readers are not to wait.
    var looked = entries.withLock { $0 }
    for index in looked.indices { Self.refresh(&looked[index], warn) }
    let isNew = entries.withLock { entries in
      let isNew = zip(entries, looked).contains { $0.database !== $1.database }
      entries = looked
      return isNew
    }
    if isNew { version_.add(1, ordering: .releasing) }
  }

  private static func refresh(_ entry: inout Entry, _ warn: (String) -> Void) {
    guard let found = FileCopy.Identity(of: entry.path) else {
      if !entry.isMissing { warn("\(entry.path): is gone; what was read of it stays in use") }
      entry.isMissing = true
      return
    }
    entry.isMissing = false
    defer { entry.seen = found }
    guard found == entry.seen, found != entry.database.identity, found != entry.refused else {
      return
    }
    do throws(GeoError) {
      entry.database = try MaxMindDatabase(entry.path)
      entry.refused = nil
    } catch {
      entry.refused = found
      let problem = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
      warn(
        "\(problem); what was read before stays in use\nhelp: replace it by a sound one, by renaming"
      )
    }
  }
}
