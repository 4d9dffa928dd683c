import Glibc

/// Where a socket leads to.
package struct SocketAddress: Sendable, Equatable {
  /// How bytes travel.
  package enum Transport: Sendable {
    /// UDP, or datagrams of a local socket.
    case datagram
    /// TCP.
    case stream
  }

  /// Why there is no connection.
  struct Fault: Error {
    let text: String
  }

  /// The host's name or address; for a local socket its path.
  package let host: String
  /// The port; nil for a local socket.
  package let port: UInt16?
  /// How bytes travel.
  package let transport: Transport

  /// Names an address.
  package init(host: String, port: UInt16?, _ transport: Transport) {
    self.host = host
    self.port = port
    self.transport = transport
  }

  /// What messages call it.
  var name: String { port.map { "\(host):\($0)" } ?? host }

  /// A socket that is connected, and waits for no more than ten seconds.
  func connect() -> Result<Int32, Fault> {
    guard let port else { return connectLocally() }
    var hints = addrinfo()
    hints.ai_socktype = Int32((transport == .stream ? SOCK_STREAM : SOCK_DGRAM).rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    guard code == 0 else {
      return .failure(Fault(text: "\(name): \(String(cString: gai_strerror(code)))"))
    }
    defer { freeaddrinfo(list) }
    var fault = Fault(text: "\(name): no address")
    var next = list
    while let info = next?.pointee {
      switch open(info.ai_family, info.ai_addr, info.ai_addrlen) {
      case .success(let socket): return .success(socket)
      case .failure(let error): fault = error
      }
      next = info.ai_next
    }
    return .failure(fault)
  }

  private func connectLocally() -> Result<Int32, Fault> {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array(host.utf8)
    guard path.count < MemoryLayout.size(ofValue: address.sun_path) else {
      return .failure(Fault(text: "\(host): the path is too long for a socket"))
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        open(AF_UNIX, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  private func open(
    _ family: Int32, _ address: UnsafePointer<sockaddr>?, _ length: socklen_t
  ) -> Result<Int32, Fault> {
    let kind = Int32((transport == .stream ? SOCK_STREAM : SOCK_DGRAM).rawValue)
    let socket = Glibc.socket(family, kind | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return .failure(fault(errno)) }
    // Of Linux: it limits connect(2) as well (socket(7)).
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var code: Int32
    repeat {
      code = Glibc.connect(socket, address, length) == 0 ? 0 : errno
    } while code == EINTR
    guard code == 0 else {
      close(socket)
      return .failure(fault(code == EINPROGRESS ? ETIMEDOUT : code))
    }
    return .success(socket)
  }

  private func fault(_ code: Int32) -> Fault {
    Fault(text: "\(name): \(String(cString: strerror(code)))")
  }
}
