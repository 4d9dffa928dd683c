import Glibc

/// Answers `GET` and `HEAD` over HTTP/1.1, for scrapers and probes, on one thread.
///
/// Whatever clients send, it holds no more than ``HTTPLimits`` allow: a head that is too long or too slow is
/// refused, and where there are too many connections, the oldest makes room.
package final class HTTPResponder: Sendable {
  /// Where it listens, with the port that the system chose if it was to.
  package let address: ListenAddress

  private let listener: Int32
  private let limits: HTTPLimits

  /// Listens; nothing is answered before ``serve(_:)``.
  /// - Throws: ``MonitoringError/cannotListen(address:code:)``.
  package convenience init(_ address: ListenAddress) throws(MonitoringError) {
    try self.init(address, HTTPLimits())
  }

  /// The same, with other limits.
  init(_ address: ListenAddress, _ limits: HTTPLimits) throws(MonitoringError) {
    self.limits = limits
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let listener = socket(address.isIPv6 ? AF_INET6 : AF_INET, type, 0)
    if listener < 0 { throw .cannotListen(address: address.text, code: errno) }
    self.listener = listener
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    let outcome = address.withSocketAddress { bind(listener, $0, $1) }
    if outcome != 0 || listen(listener, 64) != 0 {
      let code = errno
      close(listener)
      throw .cannotListen(address: address.text, code: code)
    }
    self.address = address.with(port: HTTPResponder.port(of: listener) ?? address.port)
  }

  deinit { close(listener) }

  /// Answers until ``stop()``; `answer` is given the path of each request.
  package func serve(_ answer: (String) -> HTTPAnswer) {
    var connections: [HTTPConnection] = []
    while true {
      let ready = wait(for: connections)
      if ready[0] & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { return }
      connections = zip(connections, ready.dropFirst()).compactMap { connection, events in
        if events != 0, !connection.advance(answer) { return nil }
        if connection.deadline <= .now, !connection.expire() { return nil }
        return connection
      }
      if ready[0] != 0 { accept(into: &connections) }
    }
  }

  /// Ends ``serve(_:)``, from any thread; nobody can connect any more.
  package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  /// Waits until something can be done; returns what poll(2) says of the listener and of each connection.
  private func wait(for connections: [HTTPConnection]) -> [Int16] {
    var requests = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
    requests += connections.map { pollfd(fd: $0.socket, events: $0.events, revents: 0) }
    let first = connections.map(\.deadline).min()
    let timeout = first.map { HTTPResponder.milliseconds(ContinuousClock.now.duration(to: $0)) }
    if poll(&requests, nfds_t(requests.count), timeout ?? -1) < 0 {
      return requests.map { _ in 0 }
    }
    return requests.map(\.revents)
  }

  private func accept(into connections: inout [HTTPConnection]) {
    // Not without end: those that are there have their turn.
    for _ in 0..<limits.connections {
      let socket = Glibc.accept(listener, nil, nil)
      if socket < 0 {
        // Without descriptors or memory it would fail again at once.
        if ![EAGAIN, EINTR, ECONNABORTED].contains(errno) { usleep(100_000) }
        return
      }
      let flags = fcntl(socket, F_GETFL)
      _ = fcntl(socket, F_SETFL, flags | O_NONBLOCK)
      _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
      if connections.count >= limits.connections { connections.removeFirst() }
      connections.append(HTTPConnection(socket, limits))
    }
  }

  private static func port(of socket: Int32) -> UInt16? {
    var address = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let outcome = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(socket, $0, &length)
      }
    }
    // The port stands at the same place in addresses of both kinds.
    return outcome == 0 ? UInt16(bigEndian: address.sin6_port) : nil
  }

  /// Rounded up, so that nobody wakes before the time.
  private static func milliseconds(_ duration: Duration) -> Int32 {
    Int32(
      clamping: max(
        0,
        duration.components.seconds * 1000
          + (duration.components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
  }
}
