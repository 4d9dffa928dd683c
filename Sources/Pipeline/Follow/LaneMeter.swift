import Delivery
import LogInput
import Synchronization

/// What a lane has done so far, for whoever asks: metrics, and the account at the end.
final class LaneMeter: Sendable {
  /// The figures of one moment.
  struct Figures: Sendable {
    /// What was read.
    var counts = RunCounts()
    /// What was settled.
    var delivered = DeliveryReceipt(source: 0)
    /// Bytes that were in a file and could not be read any more.
    var lostBytes: Int64 = 0
    /// Compressed logs that could not be read to their ends.
    var damagedFiles = 0
    /// NULs that were passed over.
    var paddingBytes: Int64 = 0
    /// The files, as they stood at the last look.
    var files: [FileLag] = []

    /// Whether there was something that could not be read.
    var isIncomplete: Bool { lostBytes > 0 || damagedFiles > 0 }
  }

  /// How far a file has been delivered.
  struct FileLag: Sendable {
    let path: String
    let offset: Int64
    let size: Int64
    /// Since when bytes of it have waited to be delivered; nil if none do.
    let behindSince: ContinuousClock.Instant?
  }

  /// The destination's name, without secrets.
  let destination: String
  private let state = Mutex(Figures())

  init(destination: String) { self.destination = destination }

  /// The figures now.
  var figures: Figures { state.withLock { $0 } }

  /// Adds what was read.
  func add(_ counts: RunCounts) { state.withLock { $0.counts.add(counts) } }

  /// Adds what was settled.
  func add(_ receipt: DeliveryReceipt) { state.withLock { $0.delivered.add(receipt) } }

  /// Adds bytes that are lost.
  func addLost(_ bytes: Int64) { state.withLock { $0.lostBytes += bytes } }

  /// Adds a compressed log that could not be read to its end.
  func addDamaged() { state.withLock { $0.damagedFiles += 1 } }

  /// Adds NULs that were passed over.
  func addPadding(_ bytes: Int64) { state.withLock { $0.paddingBytes += bytes } }

  /// Notes how far the files are.
  func update(files: [FileLag]) { state.withLock { $0.files = files } }
}
