import Glibc

/// Waiting for a thread that writes.
enum AlertPause {
  /// A few milliseconds.
  static func short() { usleep(5000) }
}
