import Grok
import LogInput
import Synchronization

/// What all lanes of a run share.
struct LaneParts: Sendable {
  let options: ParseOptions
  let expressions: [GrokPattern]
  let logs: LogOpener
  let settings: LaneSettings
  let messages: MessageLog
}

/// How a lane follows.
struct LaneSettings: Sendable {
  /// Where files begin at the first start.
  var start = FollowStart.beginning
  /// Whether the lane ends at the end of all files.
  var isOnce = false
  /// How long the last record of a file waits for more lines.
  var recordTimeout: Duration = .seconds(1)
  /// Whether anyone asks how far the files are.
  var isMonitored = false
  /// How long a deleted file is listened to after its last byte: its writer may have it open.
  var deletedQuiet: Duration = .seconds(10)
  /// How long a file that is not asked for any more is.
  var unlistedQuiet: Duration = .seconds(300)
}

/// Tells a lane to stop, and by when.
final class StopFlag: Sendable {
  private let isStopped = Atomic(false)
  private let end = Mutex<ContinuousClock.Instant?>(nil)

  /// Whether the lane is to stop.
  var isSet: Bool { isStopped.load(ordering: .acquiring) }

  /// When what is on its way is no longer waited for; nil as long as the lane is not to stop.
  var deadline: ContinuousClock.Instant? { end.withLock { $0 } }

  /// Tells it to.
  func set(_ deadline: ContinuousClock.Instant) {
    end.withLock { $0 = deadline }
    isStopped.store(true, ordering: .releasing)
  }
}

/// Problems that were told, so that each is told once.
struct ToldProblems {
  private var told: Set<LogInputError> = []

  /// Whether the problem is new; not more than a thousand are kept.
  mutating func isNew(_ problem: LogInputError) -> Bool {
    if told.count >= 1000 { told.removeAll() }
    return told.insert(problem).inserted
  }
}
