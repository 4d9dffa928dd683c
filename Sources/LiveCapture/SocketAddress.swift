// Which of both modules has a type of the system follows from what else is imported.
import CPcap
import Glibc

/// Addresses as the system has them.
enum SocketAddress {
  /// The address of a host as text, without port; nil if it is of no version of IP.
  static func text(_ address: UnsafeMutablePointer<sockaddr>) -> String? {
    let length: Int
    switch Int32(address.pointee.sa_family) {
    case AF_INET: length = MemoryLayout<sockaddr_in>.size
    case AF_INET6: length = MemoryLayout<sockaddr_in6>.size
    default: return nil
    }
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let outcome = getnameinfo(
      address, socklen_t(length), &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
    return outcome == 0 ? LiveHandle.text(name) : nil
  }
}
