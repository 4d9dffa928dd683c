import Glibc

/// The directories in which changes matter, each watched by inotify or, where that cannot be, polled.
///
/// A directory has one watch, whatever the number of its files and of the ways to it.
struct DirectoryWatches {
  private struct Directory {
    /// A way to it.
    var path: String
    /// Which of its names matter.
    var interest = NameInterest()
    /// Its watch; nil if it is polled.
    var watch: Int32?
    /// True if the watch tells of contents too.
    var watchesContents = false
    /// The followed files in it, by name.
    var files: [String: WatchedFile] = [:]
    /// False if the last search did not look into it.
    var isOfInterest = true
    /// True if the file system gives no notices; known once it is looked at.
    var isRemote: Bool?
  }

  /// What a notice calls for.
  enum Effect {
    case nothing
    /// This file may have changed.
    case changed(WatchedFile)
    /// The files have to be searched for again.
    case search
    /// They have to be searched for, and every file may have changed.
    case searchAll
  }

  /// True if some directory is polled.
  private(set) var hasPolled = false

  private let inotify: Inotify?
  private let trustsAll: Bool
  private var directories: [FileKey: Directory] = [:]
  private var keysOfWatches: [Int32: FileKey] = [:]
  private var keysOfPaths: [String: FileKey] = [:]
  private var hasReachedLimit = false

  /// Watches by `inotify`, or polls all without it; `trustsAll` watches also where notices may be missing.
  init(_ inotify: Inotify?, trustsAll: Bool) {
    self.inotify = inotify
    self.trustsAll = trustsAll
  }

  /// True if there is an inotify to watch by.
  var canWatch: Bool { inotify != nil }

  // MARK: - After a search

  /// Watches the directories of `trail`, and no others.
  ///
  /// - Parameter warning: called with a text for people, once, if there are too many.
  /// - Returns: true if some are watched only now, so that what changed before has to be searched for.
  mutating func update(_ trail: SearchTrail, warning: (String) -> Void) -> Bool {
    guard inotify != nil else {
      hasPolled = true
      return false
    }
    for key in directories.keys { directories[key]?.isOfInterest = false }
    keysOfPaths.removeAll(keepingCapacity: true)
    for (path, interest) in trail.directories {
      guard let status = try? FileStatus(path), status.kind == .directory else { continue }
      keysOfPaths[path] = status.key
      merge(path, interest, into: status.key)
    }
    removeOthers()

    var isNew = false
    var limit: (path: String, code: Int32)?
    // Once there is no room for more, none is asked for until the next search.
    for key in directories.keys where limit == nil {
      guard let code = watch(key) else { continue }
      switch code {
      case 0: isNew = true
      case ENOSPC, ENOMEM: limit = directories[key].map { ($0.path, code) }
      default: break
      }
    }
    hasPolled = directories.values.contains { $0.watch == nil }
    if let limit, !hasReachedLimit { warning(DirectoryWatches.limitText(limit.path)) }
    hasReachedLimit = limit != nil
    return isNew
  }

  private mutating func merge(_ path: String, _ interest: NameInterest, into key: FileKey) {
    var directory = directories[key] ?? Directory(path: path)
    if directory.isOfInterest {
      directory.interest.formUnion(interest)
    } else {
      directory.isOfInterest = true
      directory.interest = interest
      directory.path = path
    }
    directories[key] = directory
  }

  private mutating func removeOthers() {
    for (key, directory) in directories where !directory.isOfInterest {
      directories[key] = nil
      if let watch = directory.watch, keysOfWatches[watch] == key {
        keysOfWatches[watch] = nil
        inotify?.unwatch(watch)
      }
    }
  }

  /// Has the directory watched as it should be.
  /// - Returns: nil if nothing was to be done, else an errno: 0 if its watch is new.
  private mutating func watch(_ key: FileKey) -> Int32? {
    guard let inotify, var directory = directories[key] else { return nil }
    let wantsContents = directory.interest.includesContents
    if directory.watch != nil, directory.watchesContents || !wantsContents { return nil }
    let isRemote =
      directory.isRemote ?? FileSystemType(path: directory.path)?.needsPolling ?? false
    directory.isRemote = isRemote
    defer { directories[key] = directory }
    if isRemote, !trustsAll { return nil }

    let (watch, code) = inotify.watch(
      directory.path, contents: wantsContents, count: keysOfWatches.count)
    guard let watch else { return code }
    // The path may lead to another directory by now; the next search sees to that.
    if let other = keysOfWatches[watch], other != key { directories[other]?.watch = nil }
    keysOfWatches[watch] = key
    directory.watch = watch
    directory.watchesContents = wantsContents
    return 0
  }

  // MARK: - Files

  /// Forgets which files lie where.
  mutating func removeFiles() {
    for key in directories.keys { directories[key]?.files.removeAll(keepingCapacity: true) }
  }

  /// Notes that `file` lies at `place`, which is no symbolic link.
  /// - Returns: true if notices tell of what is written to it there.
  mutating func add(_ file: WatchedFile, at place: FilePlace) -> Bool {
    guard let key = keysOfPaths[place.directory] else { return false }
    directories[key]?.files[place.name] = file
    return directories[key]?.watchesContents ?? false
  }

  // MARK: - Notices

  /// Takes the notices that there are.
  mutating func readNotices(_ take: (Effect) -> Void) {
    guard let inotify else { return }
    var notices: [InotifyNotice] = []
    inotify.read { notices.append($0) }
    for notice in notices { take(effect(of: notice)) }
  }

  private mutating func effect(of notice: InotifyNotice) -> Effect {
    if notice.tellsOfLoss { return .searchAll }
    guard let key = keysOfWatches[notice.watch] else { return .nothing }
    if notice.endsWatch {
      keysOfWatches[notice.watch] = nil
      directories[key]?.watch = nil
      directories[key]?.watchesContents = false
      return .search
    }
    guard let directory = directories[key] else { return .nothing }
    let file = directory.files[notice.name]
    if notice.tellsOfContents { return file.map { .changed($0) } ?? .nothing }
    if let file, notice.tellsOfAttributes { return .changed(file) }
    let matters =
      notice.name.isEmpty || file != nil
      || directory.interest.includes(notice.name, isDirectory: notice.isDirectory)
    return matters ? .search : .nothing
  }

  private static func limitText(_ path: String) -> String {
    """
    \(path): too many directories to watch, this and others are polled
    help: raise `fs.inotify.max_user_watches`
    """
  }
}
