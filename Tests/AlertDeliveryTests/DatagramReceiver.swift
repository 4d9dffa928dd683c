import Glibc
import Testing

/// A UDP socket on loopback.
final class DatagramReceiver: Sendable {
  let port: UInt16
  private let descriptor: Int32

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    try #require(descriptor >= 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        _ = bind(descriptor, generic, length)
        getsockname(descriptor, generic, &length)
      }
    }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    self.descriptor = descriptor
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(descriptor) }

  /// The next datagram; empty if none comes.
  func next() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : []
  }
}

/// A value of BER (X.690), read by a reader of its own.
struct BERValue {
  let tag: UInt8
  let content: [UInt8]

  /// What a constructed value has in it.
  var parts: [BERValue] {
    var parts: [BERValue] = []
    var rest = content[...]
    while let (value, after) = Self.first(of: rest) {
      parts.append(value)
      rest = after
    }
    return rest.isEmpty ? parts : []
  }

  static func whole(_ bytes: [UInt8]) -> BERValue? {
    guard let (value, rest) = first(of: bytes[...]), rest.isEmpty else { return nil }
    return value
  }

  private static func first(of bytes: ArraySlice<UInt8>) -> (BERValue, ArraySlice<UInt8>)? {
    guard bytes.count >= 2 else { return nil }
    var rest = bytes.dropFirst(2)
    var length = Int(bytes[bytes.startIndex + 1])
    if length >= 128 {
      let count = length - 128
      guard rest.count >= count, count <= 4 else { return nil }
      length = rest.prefix(count).reduce(0) { $0 * 256 + Int($1) }
      rest = rest.dropFirst(count)
    }
    guard rest.count >= length else { return nil }
    return (
      BERValue(tag: bytes[bytes.startIndex], content: Array(rest.prefix(length))),
      rest.dropFirst(length)
    )
  }
}
