/// All files that are listed or still held by someone, and what has changed of them.
struct FileTable {
  /// True if something calls for a search.
  private(set) var wantsSearch = false

  /// True if notices were lost, so that every file may have changed.
  private(set) var lostNotices = false

  /// When a file has to be looked at; nil if notices and searches tell all.
  private(set) var nextLook: ContinuousClock.Instant?

  private let arguments: [String]
  private let excludes: [PathPattern]
  private let pollInterval: Duration
  private let trustsAll: Bool
  private let budget: DescriptorBudget
  private let warning: @Sendable (String) -> Void
  private var problems: WatchProblems
  private var watches: DirectoryWatches
  private var files: [FileKey: WatchedFile] = [:]
  private var looked: [WatchedFile] = []
  private var scan = 0

  private var added: [FollowedFile] = []
  private var changed: [ObjectIdentifier: FollowedFile] = [:]
  private var gone: [FollowedFile] = []

  // A tree that grows while it is searched is searched again, so many times at once.
  private static let roundsAtOnce = 4

  /// An empty table.
  init(
    _ arguments: [String], _ settings: WatchSettings, _ inotify: Inotify?,
    warning: @escaping @Sendable (String) -> Void
  ) {
    self.arguments = arguments
    self.warning = warning
    excludes = settings.excludes.map(PathPattern.init(any:))
    pollInterval = settings.pollInterval
    budget = DescriptorBudget(limit: settings.maxOpenFiles)
    problems = WatchProblems(warning: warning)
    trustsAll = settings.mode == .inotify
    watches = DirectoryWatches(inotify, trustsAll: trustsAll)
  }

  /// True if some directories have no notices.
  var hasPolled: Bool { watches.hasPolled }

  /// True if there are problems that may pass without a notice.
  var hasProblems: Bool { problems.mayPass }

  /// What has changed since the last call, and which files are no longer listed.
  mutating func takeChanges() -> (changes: WatchChanges, gone: [FollowedFile]) {
    let new = Set(added.map(ObjectIdentifier.init))
    let others = changed.values.filter { !new.contains(ObjectIdentifier($0)) }
    let result = (WatchChanges(added: added, changed: others, scan: scan), gone)
    added = []
    changed = [:]
    gone = []
    return result
  }

  /// Reports every file that is listed or held.
  mutating func reportAll() {
    for watched in files.values { report(watched) }
  }

  private mutating func report(_ watched: WatchedFile) {
    if let file = watched.file { changed[ObjectIdentifier(file)] = file }
  }

  // MARK: - Notices and looks

  /// Takes the notices that there are.
  mutating func readNotices() {
    var effects: [DirectoryWatches.Effect] = []
    watches.readNotices { effects.append($0) }
    for effect in effects {
      switch effect {
      case .nothing: break
      case .changed(let watched): report(watched)
      case .search: wantsSearch = true
      case .searchAll:
        wantsSearch = true
        lostNotices = true
      }
    }
  }

  /// Looks at the files for which the time has come.
  mutating func look() {
    let now = ContinuousClock.now
    guard let nextLook, nextLook <= now else { return }
    for watched in looked {
      guard let due = watched.due, due <= now else { continue }
      if let file = watched.file {
        let wasDeleted = file.isDeleted
        if let status = file.look(), watched.note(status, now: now) || file.isDeleted != wasDeleted
        {
          report(watched)
        }
      }
      watched.plan(pollInterval, now: now)
    }
    planLooks()
  }

  private mutating func planLooks() {
    looked.removeAll { $0.due == nil || $0.file == nil }
    nextLook = looked.lazy.compactMap(\.due).min()
  }

  // MARK: - Searches

  /// Searches for files, and watches what there is to watch for them.
  mutating func search() {
    wantsSearch = false
    lostNotices = false
    let (found, places) = discover()
    scan += 1
    watches.removeFiles()
    let now = ContinuousClock.now
    var newProblems = found.problems
    for (index, file) in found.files.enumerated() {
      do throws(LogInputError) {
        try take(file, places.isEmpty ? [] : places[index], now)
      } catch {
        newProblems.append(error)
      }
    }
    unlistOthers()
    problems.tell(newProblems, arguments: Set(arguments))
    looked = Array(files.values)
    planLooks()
  }

  /// What there is, and where its content lies, all of it watched; no places if nothing can be.
  private mutating func discover() -> (InputDiscovery, [[FilePlace]]) {
    for _ in 1...FileTable.roundsAtOnce {
      var found = InputDiscovery(arguments, excludes: excludes, leavesOthers: true)
      let places = watches.canWatch ? found.followLinks() : []
      // What came before a watch was there gave no notice.
      if !watches.update(found.trail, warning: warning) { return (found, places) }
    }
    wantsSearch = true
    var found = InputDiscovery(arguments, excludes: excludes, leavesOthers: true)
    let places = found.followLinks()
    return (found, places)
  }

  private mutating func take(
    _ found: InputDiscovery.Found, _ places: [FilePlace], _ now: ContinuousClock.Instant
  ) throws(LogInputError) {
    guard let path = found.paths.first, var status = found.status else { return }
    var watched = files[status.key]
    if watched?.listed == nil, watched?.file == nil {
      (watched, status) = try open(path, now)
    }
    guard let watched, let file = watched.listed ?? watched.file else { return }
    if watched.note(status, now: now) { report(watched) }
    if file.list(at: found.paths) { report(watched) }
    watched.list(file)
    watched.scan = scan
    watched.isScannedOften = watches.hasPolled
    // A name that is not watched is one by which it may be written to in silence. What is mounted over a
    // name belongs to another directory.
    let told = places.count { watches.add(watched, at: $0) }
    let isSilent = status.isMountRoot || file.isRemote && !trustsAll
    watched.hasNotices = told > 0 && told >= Int(status.links) && !isSilent
    watched.plan(pollInterval, now: now)
  }

  /// Opens what is at `path` now, which may be another file than the one that was found.
  private mutating func open(
    _ path: String, _ now: ContinuousClock.Instant
  ) throws(LogInputError) -> (WatchedFile, FileStatus) {
    let open = try budget.openFile(path, makesRoom: false)
    let status = try FileStatus(descriptor: open.descriptor, path: path)
    guard status.kind == .regular else { throw .notReadable(path: path, kind: "special file") }
    if let known = files[status.key], known.file != nil { return (known, status) }
    let file = FollowedFile(
      open, status, path: path, isFirstScan: scan == 1, budget: budget)
    let watched = WatchedFile(file, status, now: now)
    files[status.key] = watched
    added.append(file)
    return (watched, status)
  }

  private mutating func unlistOthers() {
    for (key, watched) in files where watched.scan != scan {
      if let file = watched.listed {
        file.unlist()
        gone.append(file)
        report(watched)
        // Tells it whether it is deleted.
        _ = file.look()
        watched.unlist()
        watched.plan(pollInterval, now: .now)
      } else if watched.file == nil {
        files[key] = nil
      }
    }
  }
}
