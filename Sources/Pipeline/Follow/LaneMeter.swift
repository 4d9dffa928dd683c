import Delivery
import FollowState
import LogInput
import Synchronization

/// What a lane has done so far and what it is at, for whoever asks: metrics, health, the account at the end.
final class LaneMeter: Sendable {
  /// The figures of one moment.
  struct Figures: Sendable {
    /// What was read.
    var counts = RunCounts()
    /// What was settled.
    var delivered = DeliveryReceipt(source: 0)
    /// Bytes that were in a file and could not be read any more.
    var lostBytes: Int64 = 0
    /// What was done to remember it.
    var state = StateFigures()
    /// Compressed logs that could not be read to their ends.
    var damagedFiles = 0
    /// NULs that were passed over.
    var paddingBytes: Int64 = 0
    /// The files, as they stood at the last look.
    var files: [FileLag] = []

    /// Whether there was something that could not be read.
    var isIncomplete: Bool { lostBytes > 0 || damagedFiles > 0 }

    /// Adds what another meter has counted; the files stay.
    mutating func add(_ other: Figures) {
      counts.add(other.counts)
      delivered.add(other.delivered)
      lostBytes += other.lostBytes
      damagedFiles += other.damagedFiles
      paddingBytes += other.paddingBytes
      state.writes += other.state.writes
      state.syncs += other.state.syncs
      state.failures += other.state.failures
    }
  }

  /// How often places were written down.
  struct StateFigures: Sendable {
    /// Writes of the journal.
    var writes = 0
    /// Times it was made safe.
    var syncs = 0
    /// Times that one or the other failed.
    var failures = 0
  }

  /// How far a file has been delivered.
  struct FileLag: Sendable {
    /// The number of the content.
    let number: UInt64
    let path: FilePath
    /// The file; nil if it is nowhere now, or its size says nothing about its content.
    let file: FollowedFile?
    /// Up to where it has been delivered.
    let offset: Int64
    /// The largest size that was seen.
    let seenSize: Int64
    /// Since when bytes of it have waited to be delivered; nil if none did.
    let behindSince: ContinuousClock.Instant?
  }

  /// The destination's name, without secrets.
  let destination: String
  private let state = Mutex(Figures())
  private let activity = LaneActivityMark()

  init(destination: String) { self.destination = destination }

  /// The figures now.
  var figures: Figures { state.withLock { $0 } }

  /// What the lane is at, and since when.
  var current: LaneActivity { activity.current }

  /// Notes what the lane is at from now on.
  func enter(_ kind: LaneActivity.Kind) { activity.set(kind) }

  /// Adds what was read.
  func add(_ counts: RunCounts) { state.withLock { $0.counts.add(counts) } }

  /// Adds what was settled.
  func add(_ receipt: DeliveryReceipt) { state.withLock { $0.delivered.add(receipt) } }

  /// Adds bytes that are lost.
  func addLost(_ bytes: Int64) { state.withLock { $0.lostBytes += bytes } }

  /// Counts what was done to remember places.
  func count(_ field: WritableKeyPath<StateFigures, Int>) {
    state.withLock { $0.state[keyPath: field] += 1 }
  }

  /// Adds a compressed log that could not be read to its end.
  func addDamaged() { state.withLock { $0.damagedFiles += 1 } }

  /// Adds NULs that were passed over.
  func addPadding(_ bytes: Int64) { state.withLock { $0.paddingBytes += bytes } }

  /// Notes how far the files are.
  func update(files: [FileLag]) { state.withLock { $0.files = files } }
}
