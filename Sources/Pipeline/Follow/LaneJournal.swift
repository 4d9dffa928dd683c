import Delivery
import FollowState

/// What a lane remembers, written down often and made safe once a second.
///
/// Where that fails (a full disk), following goes on: the memory is true, and everything is written as soon as it
/// can be. A crash before that only means that some events are sent twice.
struct LaneJournal {
  let store: StateStore
  /// Whether something has changed that is not on the disk.
  var isDirty = false

  private let output: any LaneOutput
  /// The output, where it remembers what passed.
  private let keeper: (any LaneKeeper)?
  private let meter: LaneMeter
  private let messages: MessageLog
  private var isUnsafe = false
  private var lastSync = ContinuousClock.now
  private var commitPause = LaneJournal.syncPause
  private var lastWarning: ContinuousClock.Instant?

  private static let syncPause: Duration = .seconds(1)
  /// Memory is written so rarely that it takes no more than this part of the time.
  private static let commitShare = 20
  private static let warningPause: Duration = .seconds(60)

  init(
    _ store: StateStore, _ output: any LaneOutput, _ meter: LaneMeter, _ messages: MessageLog
  ) {
    self.store = store
    self.output = output
    self.meter = meter
    self.messages = messages
    keeper = output as? any LaneKeeper
    if keeper != nil { store.holdPlaces() }
  }

  /// When something has to be written or made safe; nil if all is.
  var deadline: ContinuousClock.Instant? {
    if keeper != nil { return hasMemory ? lastSync + commitPause : nil }
    return isDirty || isUnsafe ? lastSync + LaneJournal.syncPause : nil
  }

  /// Writes what has changed, and makes it safe if the last time was long enough ago.
  mutating func save() {
    let now = ContinuousClock.now
    if keeper != nil, now - lastSync < commitPause { return }
    if let keeper { return hasMemory ? commit(keeper) : () }
    if isDirty { writeNow() }
    if isUnsafe, now - lastSync >= LaneJournal.syncPause {
      lastSync = now
      sync()
    }
  }

  /// Writes what has changed: it survives the end of the process.
  ///
  /// What was answered must not be remembered before it is safe where it was answered: a file is made so first.
  mutating func writeNow() {
    guard output.isSafeAtOnce || syncOutput() else { return isDirty = true }
    do throws(StateError) {
      try store.write()
      meter.count(\.writes)
      // Places wait for the memory that belongs to them.
      if keeper == nil { isDirty = false }
      isUnsafe = true
    } catch {
      isDirty = true
      lastSync = .now
      meter.count(\.failures)
      warn("\(error)")
    }
  }

  /// Makes everything safe, and lets go of the directory.
  mutating func close() {
    writeNow()
    if let keeper, hasMemory { commit(keeper) }
    sync()
    store.close()
  }

  private var hasMemory: Bool { isDirty || keeper?.hasNews ?? false }

  /// Writes places and what is remembered with them.
  private mutating func commit(_ keeper: any LaneKeeper) {
    let start = ContinuousClock.now
    do throws(StateError) {
      try store.commit(keeper.memory)
      keeper.noteKept()
      meter.count(\.syncs)
      isDirty = false
      isUnsafe = false
    } catch {
      isDirty = true
      meter.count(\.failures)
      warn("\(error)")
    }
    lastSync = .now
    commitPause = max(LaneJournal.syncPause, (lastSync - start) * LaneJournal.commitShare)
  }

  /// Makes safe what was answered; false if that failed.
  private mutating func syncOutput() -> Bool {
    do throws(DeliveryError) {
      meter.enter(.delivering)
      defer { meter.enter(.working) }
      try output.sync()
      return true
    } catch {
      warn("\(error)")
      return false
    }
  }

  private mutating func sync() {
    do throws(StateError) {
      try store.sync()
      try store.compactIfWorthwhile()
      meter.count(\.syncs)
      isUnsafe = false
    } catch {
      meter.count(\.failures)
      warn("\(error)")
    }
  }

  private mutating func warn(_ text: String) {
    if let lastWarning, .now - lastWarning < LaneJournal.warningPause { return }
    lastWarning = .now
    messages.warning(text)
  }
}
