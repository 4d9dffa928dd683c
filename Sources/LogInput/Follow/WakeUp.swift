import CLinux
import Glibc

/// Something a thread can wait for and any other can give: a descriptor of eventfd(2).
final class WakeUp: Sendable {
  /// Readable, for poll(2), while there is a signal.
  let descriptor: Int32

  /// - Throws: `cannotWatch` if the system has no descriptor left.
  init() throws(LogInputError) {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    if descriptor < 0 { throw .cannotWatch(code: errno) }
  }

  deinit {
    close(descriptor)
  }

  /// Ends a wait, or the next one if there is none.
  func signal() {
    var one: UInt64 = 1
    // Fails only when there have been 2^64 signals already.
    _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// Takes back the signals so far.
  func clear() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
  }

  /// Waits for a signal and takes it; no longer than to `deadline`.
  func wait(until deadline: ContinuousClock.Instant?) {
    WakeUp.wait(for: [descriptor], until: deadline)
    clear()
  }

  /// Waits until one of `descriptors` can be read, or until `deadline`.
  static func wait(for descriptors: [Int32], until deadline: ContinuousClock.Instant?) {
    var requests = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while true {
      let timeout = deadline.map { milliseconds(ContinuousClock.now.duration(to: $0)) } ?? -1
      let count = poll(&requests, nfds_t(requests.count), timeout)
      // A signal to the process may come in between.
      if count >= 0 || errno != EINTR { return }
    }
  }

  /// Rounded up, so that nobody wakes before the time.
  private static func milliseconds(_ duration: Duration) -> Int32 {
    guard duration > .zero else { return 0 }
    let (seconds, attoseconds) = duration.components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
