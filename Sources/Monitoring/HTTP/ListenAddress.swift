import Glibc

/// Where to listen: `9400`, `:9400`, `127.0.0.1:9400`, `[::1]:9400`, `localhost:9400`.
///
/// Without a host it is the loopback interface, which no other machine reaches. A name other than
/// `localhost` is not taken: what it leads to, and so who can connect, would be a matter of a resolver.
package struct ListenAddress: Sendable, Equatable {
  /// A numeric address, without brackets.
  package let host: String
  /// The port; 0 for one that the system chooses.
  package let port: UInt16
  /// Whether the host is an address of IPv6.
  let isIPv6: Bool

  /// Reads the address; nil if it is none.
  package init?(_ text: String) {
    let colon = text.lastIndex(of: ":")
    let portText = colon.map { text[text.index(after: $0)...] } ?? text[...]
    guard !portText.isEmpty,
      portText.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      let port = UInt16(portText)
    else { return nil }
    var host = colon.map { String(text[..<$0]) } ?? ""
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]") && host.utf8.count > 2
    if isBracketed { host = String(host.dropFirst().dropLast()) }
    if host.isEmpty || host == "localhost" { host = "127.0.0.1" }
    var bytes = in6_addr()
    // A NUL would end the text for the system, but not for us.
    guard !host.utf8.contains(0), inet_pton(isBracketed ? AF_INET6 : AF_INET, host, &bytes) == 1
    else { return nil }
    self.host = host
    self.port = port
    isIPv6 = isBracketed
  }

  private init(_ other: ListenAddress, port: UInt16) {
    host = other.host
    isIPv6 = other.isIPv6
    self.port = port
  }

  /// The address as it is written in a URL.
  package var text: String { (isIPv6 ? "[\(host)]" : host) + ":\(port)" }

  /// Whether other machines may reach it.
  package var isOpen: Bool { !(host.hasPrefix("127.") || host == "::1") }

  /// The same host with another port.
  func with(port: UInt16) -> ListenAddress { ListenAddress(self, port: port) }

  /// Gives the address to a call of the system.
  func withSocketAddress<Result>(
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    func give<Address>(_ address: Address) -> Result {
      withUnsafePointer(to: address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          body($0, socklen_t(MemoryLayout<Address>.size))
        }
      }
    }
    if isIPv6 {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      inet_pton(AF_INET6, host, &address.sin6_addr)
      return give(address)
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, host, &address.sin_addr)
    return give(address)
  }
}
