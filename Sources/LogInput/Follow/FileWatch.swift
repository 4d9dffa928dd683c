/// Watches the files that some arguments lead to, on a thread of its own.
///
/// An argument is a file, a directory (all files below it, hidden ones left out) or a pattern; what it leads
/// to may come, go, be renamed or be linked to at any time. Each file is one ``FollowedFile``, by however many
/// names and arguments it is reached.
///
/// What is told when:
/// - A write is told of within some milliseconds where inotify(7) works, else within
///   `WatchSettings.pollInterval`, or `scanInterval` if the file was idle for ten seconds.
/// - A file that is no longer listed is looked at each second as long as anyone holds it, more often while it
///   is written to. So is one with names that are not listed, by which it may be written to in silence.
/// - Nothing is told twice, but a file may be said to have changed that has not.
///
/// A file system that hangs stalls the watch of all; reading goes on.
package final class FileWatch: Sendable {
  private let board: WatchBoard
  private let started: WakeUp
  private let ended: WakeUp

  /// Makes a watch that has yet to be started.
  ///
  /// - Parameter warning: called with a text for people, from the watch's thread, once for each problem as long
  ///   as it lasts.
  /// - Throws: `cannotWatch`.
  package init(
    _ arguments: [String], _ settings: WatchSettings, warning: @escaping @Sendable (String) -> Void
  ) throws(LogInputError) {
    let board = try WatchBoard()
    let started = try WakeUp()
    let ended = try WakeUp()
    let inotify = try FileWatch.inotify(settings, warning)
    try WatchThread.start {
      let loop = WatchLoop(arguments, settings, inotify, board, warning: warning)
      loop.run { started.signal() }
      // Whoever waits for the start of a watch that ended before it waits for nothing.
      started.signal()
      ended.signal()
    }
    self.board = board
    self.started = started
    self.ended = ended
  }

  deinit {
    board.request(.stop)
  }

  /// Searches for files for the first time, then goes on watching.
  package func start() {
    board.request(.start)
    WakeUp.wait(for: [started.descriptor], until: nil)
  }

  /// A reader's own view of the changes; it begins with the files that are listed now.
  /// - Throws: `cannotWatch` if the system has no descriptor left.
  package func subscribe() throws(LogInputError) -> WatchSubscription {
    try board.subscribe()
  }

  /// Searches for files soon, without waiting for a reason to; with `reportsAll`, every file is said to have
  /// changed, as if notices had been lost.
  package func rescan(reportsAll: Bool = false) {
    board.request(reportsAll ? .reportAll : .scan)
  }

  /// Ends the watch: subscriptions say so, and files can still be read.
  package func stop() {
    board.request(.stop)
    WakeUp.wait(for: [ended.descriptor], until: nil)
  }

  private static func inotify(
    _ settings: WatchSettings, _ warning: (String) -> Void
  ) throws(LogInputError) -> Inotify? {
    if settings.mode == .poll { return nil }
    do throws(LogInputError) {
      return try Inotify(maxWatches: settings.maxWatches)
    } catch {
      if settings.mode == .inotify { throw error }
      warning("\(error)\nAll files are polled meanwhile.")
      return nil
    }
  }
}
