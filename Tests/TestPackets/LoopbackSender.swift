import Glibc

/// Sends datagrams to a port of this machine that nobody reads, for programs that capture them.
package final class LoopbackSender: Sendable {
  /// The port that they go to.
  package let port: UInt16
  private let receiver: Int32
  private let sender: Int32

  /// Takes a port that is free.
  package init() {
    let receiver = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    sender = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    var address = Self.loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(receiver, $0, length)
        getsockname(receiver, $0, &length)
      }
    }
    self.receiver = receiver
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit {
    close(receiver)
    close(sender)
  }

  /// Sends a datagram.
  package func send(_ payload: [UInt8]) {
    var address = Self.loopback(port: port)
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = sendto(
          sender, payload, payload.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  /// Whether this process may capture: root, or CAP_NET_RAW.
  package static let mayCapture: Bool = {
    // libpcap needs a socket of this kind.
    let raw = socket(AF_PACKET, Int32(SOCK_RAW.rawValue), 0)
    if raw >= 0 { close(raw) }
    return raw >= 0
  }()
}
