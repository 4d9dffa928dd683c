/// An address of IPv4 or IPv6.
///
/// One of IPv4 is kept as `::ffff:192.0.2.1` (RFC 4291 s 2.5.5.2).
package struct IPAddress: Sendable, Hashable {
  /// The first eight bytes.
  package let high: UInt64
  /// The last eight bytes.
  package let low: UInt64

  /// An address of IPv4: 192.0.2.1 is `0xC0000201`.
  package init(v4 address: UInt32) {
    high = 0
    low = 0xFFFF << 32 | UInt64(address)
  }

  /// An address of IPv6, its first and its last eight bytes.
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The address as one of IPv4, if it is one.
  package var v4: UInt32? {
    high == 0 && low >> 32 == 0xFFFF ? UInt32(truncatingIfNeeded: low) : nil
  }
}

/// One end of a conversation.
package struct Endpoint: Sendable, Hashable {
  /// The host.
  package let address: IPAddress
  /// The port of UDP or TCP.
  package let port: UInt16

  /// Makes an end.
  package init(_ address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }
}
