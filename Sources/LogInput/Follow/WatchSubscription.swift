import Synchronization

/// What one reader is told of the files that are followed.
package final class WatchSubscription: Sendable {
  private let signal: WakeUp
  private let pending: Mutex<Pending>

  private struct Pending {
    var changes = WatchChanges()
    /// The files in `changes`.
    var files: Set<ObjectIdentifier> = []
  }

  /// Begins with the files that there are.
  init(_ signal: WakeUp, changes: WatchChanges) {
    self.signal = signal
    pending = Mutex(
      Pending(changes: changes, files: Set(changes.added.map(ObjectIdentifier.init))))
    if !changes.added.isEmpty || changes.isStopped { signal.signal() }
  }

  /// Waits until something has changed, `deadline` has passed, or ``wake()`` was called.
  ///
  /// A file that changed several times is there once. What changes after this has returned ends the next call.
  /// - Returns: what has changed since the last call.
  package func next(until deadline: ContinuousClock.Instant?) -> WatchChanges {
    if !pending.withLock({ $0.changes.isStopped }) { signal.wait(until: deadline) }
    return pending.withLock { pending in
      let changes = pending.changes
      pending.changes.added = []
      pending.changes.changed = []
      pending.files.removeAll(keepingCapacity: true)
      return changes
    }
  }

  /// Ends the wait of ``next(until:)``, or of the next one if there is none.
  package func wake() {
    signal.signal()
  }

  /// Tells of more.
  func add(_ changes: WatchChanges) {
    pending.withLock { pending in
      pending.changes.scan = changes.scan
      pending.changes.isStopped = changes.isStopped
      for file in changes.added where pending.files.insert(ObjectIdentifier(file)).inserted {
        pending.changes.added.append(file)
      }
      for file in changes.changed where pending.files.insert(ObjectIdentifier(file)).inserted {
        pending.changes.changed.append(file)
      }
    }
    if !changes.added.isEmpty || !changes.changed.isEmpty || changes.isStopped {
      signal.signal()
    }
  }
}
