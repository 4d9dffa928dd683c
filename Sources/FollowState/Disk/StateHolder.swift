import Glibc

/// Who holds the lock of a state directory, without taking it for longer than a moment.
package enum StateHolder: Sendable, Equatable {
  /// There is no lock, so nobody ever did.
  case nobody
  /// Nobody does now.
  case free
  /// A process does, and which, if it could be read.
  case process(Int32?)

  /// Looks at a directory.
  package init(directory: String) {
    let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = open(directory + "/lock", flags)
    guard descriptor >= 0 else {
      self = .nobody
      return
    }
    defer { close(descriptor) }
    // Shared, so that two who look do not see each other; it ends with the descriptor.
    if flock(descriptor, LOCK_SH | LOCK_NB) == 0 {
      self = .free
    } else {
      self = .process(StateLock.process(descriptor))
    }
  }
}
