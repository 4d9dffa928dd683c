import Glibc
import Synchronization

/// A small HTTP/1.1 server on a loopback socket, one thread a connection.
package final class HTTPServer: Sendable {
  private struct State {
    var connections: Set<Int32> = []
    var isStopped = false
    var accepted = 0
  }

  /// Where it listens.
  package let port: UInt16
  private let listener: Int32
  private let limits: HTTPLimits
  private let state = Mutex(State())
  private let handler: @Sendable (HTTPRequest) -> HTTPReply

  /// Listens on `port`, or on one that the system chooses; on 127.0.0.1, or on all addresses.
  ///
  /// Where the port is taken, `port` is 0 afterwards.
  package init(
    port: UInt16 = 0, everywhere: Bool = false, limits: HTTPLimits = HTTPLimits(),
    _ handler: @escaping @Sendable (HTTPRequest) -> HTTPReply
  ) {
    signal(SIGPIPE, SIG_IGN)
    self.handler = handler
    self.limits = limits
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = everywhere ? 0 : UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        let code = bind(listener, generic, length)
        getsockname(listener, generic, &length)
        return code == 0
      }
    }
    self.port = isBound ? UInt16(bigEndian: address.sin_port) : 0
    listen(listener, 100)
    HTTPThread.start { [self] in acceptAll() }
  }

  /// How many connections there have been.
  package var accepted: Int { state.withLock { $0.accepted } }

  /// Closes all sockets; requests on their way get no reply.
  package func stop() {
    let isFirst = state.withLock { state in
      defer { state.isStopped = true }
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
      return !state.isStopped
    }
    guard isFirst else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func acceptAll() {
    while true {
      let connection = accept(listener, nil, nil)
      if connection < 0 {
        if errno == EINTR || errno == ECONNABORTED { continue }
        return
      }
      let isStopped = state.withLock { state in
        state.connections.insert(connection)
        state.accepted += 1
        return state.isStopped
      }
      if isStopped {
        close(connection)
        return
      }
      var yes: Int32 = 1
      setsockopt(
        connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
      HTTPThread.start { [self] in
        serve(HTTPConnection(connection, limits))
        state.withLock { _ = $0.connections.remove(connection) }
        close(connection)
      }
    }
  }

  private func serve(_ connection: HTTPConnection) {
    while let request = connection.nextRequest() {
      var reply = handler(request)
      while case .after(let milliseconds, let next) = reply {
        usleep(milliseconds * 1000)
        reply = next
      }
      guard connection.send(reply, to: request) else { return }
    }
  }
}
