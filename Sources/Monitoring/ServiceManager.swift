import Glibc

/// Tells systemd how a service is doing: datagrams to the socket that `NOTIFY_SOCKET` names (sd_notify(3)).
///
/// What cannot be told is not told: a service does its work whether its manager listens or not.
package final class ServiceManager: Sendable {
  /// How often the manager wants to hear `WATCHDOG=1`; nil if it does not.
  package let watchdogInterval: Duration?

  private let socket: Int32
  private let path: [UInt8]

  /// Whether the environment names one.
  package static var isThere: Bool { getenv("NOTIFY_SOCKET") != nil }

  /// The manager that the environment names; nil if there is none.
  package convenience init?() {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    guard let path = variable("NOTIFY_SOCKET") else { return nil }
    self.init(
      path: path, watchdogMicroseconds: variable("WATCHDOG_USEC"),
      watchdogProcess: variable("WATCHDOG_PID"))
  }

  /// The manager at a socket: a path, or with `@` before it a name in the abstract namespace (unix(7)).
  package init?(path: String, watchdogMicroseconds: String?, watchdogProcess: String?) {
    var bytes = Array(path.utf8)
    let capacity = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
    guard let first = bytes.first, bytes.count > 1, bytes.count < capacity else { return nil }
    switch first {
    case UInt8(ascii: "@"): bytes[0] = 0
    case UInt8(ascii: "/"): break
    default: return nil
    }
    socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return nil }
    // A manager that is very busy is waited for, but not for long.
    var patience = timeval(tv_sec: 1, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    self.path = bytes
    let isMeant = watchdogProcess.map { $0 == String(getpid()) } ?? true
    let interval = watchdogMicroseconds.flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
    watchdogInterval = isMeant ? interval.map { .microseconds($0) } : nil
  }

  deinit { close(socket) }

  /// The service has begun its work.
  package func tellReady() { send("READY=1") }

  /// The service reads its configuration again; ``tellReady()`` follows.
  package func tellReloading() {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
  }

  /// The service ends its work.
  package func tellStopping() { send("STOPPING=1") }

  /// What `systemctl status` shows.
  package func tell(status: String) {
    send("STATUS=" + status.split(whereSeparator: \.isNewline).joined(separator: " "))
  }

  /// All is well; to be told twice an interval.
  package func tellAlive() { send("WATCHDOG=1") }

  private func send(_ message: String) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    // An abstract name ends with its length; a path with its NUL, which the zeroed rest gives.
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count + (path[0] == 0 ? 0 : 1))
    let bytes = Array(message.utf8)
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = sendto(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    }
  }
}
