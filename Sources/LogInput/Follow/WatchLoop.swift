import Glibc

/// The work of the watching thread: waits for notices, looks at files, searches for them.
final class WatchLoop {
  private let settings: WatchSettings
  private let inotify: Inotify?
  private let board: WatchBoard
  private var files: FileTable
  private var schedule: WatchSchedule
  private var lastNotices = ContinuousClock.now
  private var publishedScan = 0

  // After a notice comes another, mostly: so many files written to in a burst cost one wake-up.
  private static let pause = Duration.milliseconds(1)
  private static let leastDistance = Duration.milliseconds(4)

  /// Watches what `arguments` lead to, by `inotify` if there is one.
  init(
    _ arguments: [String], _ settings: WatchSettings, _ inotify: Inotify?, _ board: WatchBoard,
    warning: @escaping @Sendable (String) -> Void
  ) {
    self.settings = settings
    self.inotify = inotify
    self.board = board
    files = FileTable(arguments, settings, inotify, warning: warning)
    schedule = WatchSchedule(settings)
  }

  /// Works until it is asked to stop; `started` is called after the first search.
  func run(started: () -> Void) {
    var request = nextRequest()
    while request == nil { request = nextRequest() }
    if request == .stop { return end() }
    scan(reportsAll: false)
    started()
    while true {
      wait()
      switch board.takeRequest() {
      case .stop: return end()
      case .reportAll: scan(reportsAll: true)
      case .scan: scan(reportsAll: false)
      case .start, nil: break
      }
      files.readNotices()
      files.look()
      if files.wantsSearch { schedule.want() }
      if schedule.isDue { scan(reportsAll: files.lostNotices) }
      publish()
    }
  }

  private func nextRequest() -> WatchRequest? {
    board.signal.wait(until: nil)
    return board.takeRequest()
  }

  private func wait() {
    let deadline = [schedule.next, files.nextLook].compactMap(\.self).min()
    let descriptors = [board.signal.descriptor] + (inotify.map { [$0.descriptor] } ?? [])
    WakeUp.wait(for: descriptors, until: deadline)
    board.signal.clear()
    if inotify != nil {
      let distance = WatchLoop.leastDistance - (.now - lastNotices)
      sleep(max(WatchLoop.pause, distance))
      lastNotices = .now
    }
  }

  private func sleep(_ duration: Duration) {
    var time = timespec(tv_sec: 0, tv_nsec: Int(duration / .nanoseconds(1)))
    nanosleep(&time, nil)
  }

  private func scan(reportsAll: Bool) {
    let cost = WatchSchedule.Cost()
    files.search()
    if reportsAll { files.reportAll() }
    schedule.noteScan(
      cost, hasPolled: files.hasPolled, hasProblems: files.hasProblems,
      isComplete: !files.wantsSearch)
    publish()
  }

  private func publish() {
    let (changes, gone) = files.takeChanges()
    if !changes.added.isEmpty || !changes.changed.isEmpty || changes.scan != publishedScan {
      publishedScan = changes.scan
      board.publish(changes, gone: gone)
    }
  }

  private func end() {
    var (changes, gone) = files.takeChanges()
    changes.isStopped = true
    board.publish(changes, gone: gone)
  }
}
