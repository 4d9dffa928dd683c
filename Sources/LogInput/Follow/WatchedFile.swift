/// What the watch knows of one file.
final class WatchedFile {
  /// The file, held as long as it is listed.
  private(set) var listed: FollowedFile?

  /// The file, as long as anyone holds it.
  private(set) weak var file: FollowedFile?

  /// The number of the last scan that found it.
  var scan = 0

  /// False if notices do not tell of all that is written to it.
  var hasNotices = false

  /// True if it lies where scans come often enough to tell whether an idle file has changed.
  var isScannedOften = false

  /// When it has to be looked at; nil if notices or scans will tell.
  private(set) var due: ContinuousClock.Instant?

  private var size: Int64
  private var modified: Int64
  private var lastChange: ContinuousClock.Instant

  // A file that is written to now and then is still looked at often; see WatchSettings.pollInterval.
  private static let idleAfter = Duration.seconds(10)
  private static let idleInterval = Duration.seconds(1)

  /// Knows `file`, which was just found with that status.
  init(_ file: FollowedFile, _ status: FileStatus, now: ContinuousClock.Instant) {
    listed = file
    self.file = file
    size = status.size
    modified = status.modified
    lastChange = now
  }

  /// Notes what it is now.
  /// - Returns: true if it has changed.
  func note(_ status: FileStatus, now: ContinuousClock.Instant) -> Bool {
    if size == status.size, modified == status.modified { return false }
    size = status.size
    modified = status.modified
    lastChange = now
    return true
  }

  /// Notes that it is listed.
  func list(_ file: FollowedFile) {
    listed = file
  }

  /// Notes that it is not listed any more, after which only its readers hold it.
  func unlist() {
    listed = nil
    hasNotices = false
  }

  /// Plans when to look at it next.
  func plan(_ pollInterval: Duration, now: ContinuousClock.Instant) {
    if hasNotices {
      due = nil
    } else if now - lastChange < WatchedFile.idleAfter {
      due = now + pollInterval
    } else if listed != nil, isScannedOften {
      due = nil
    } else {
      due = now + max(pollInterval, WatchedFile.idleInterval)
    }
  }
}
