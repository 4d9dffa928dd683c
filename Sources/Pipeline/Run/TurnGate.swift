import Glibc

/// Lets threads pass one at a time, in the order of their numbers.
final class TurnGate: @unchecked Sendable {
  // `turn` and `isOpen` are only touched between lock and unlock of `mutex`, which also orders the
  // accesses; the two pthread objects are made for use by many threads.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var turn = 0
  private var isStopped = false

  init() {
    mutex = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
    changed.deallocate()
  }

  /// Waits for the turn `number`, does the work, and gives the turn to the next.
  ///
  /// - Returns: false, without doing the work, once a turn has stopped the others by returning false.
  func pass(_ number: Int, _ work: () -> Bool) -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while turn != number, !isStopped { pthread_cond_wait(changed, mutex) }
    if isStopped { return false }
    if !work() { isStopped = true }
    turn += 1
    pthread_cond_broadcast(changed)
    return !isStopped
  }
}
