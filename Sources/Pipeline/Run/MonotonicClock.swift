import Glibc

/// Time that only goes forward, for measuring how long something took.
package enum MonotonicClock {
  /// Seconds since some fixed moment.
  package static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Waits.
  static func sleep(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }
}
