/// One end of the traffic that tests make up.
package struct TestHost: Sendable, Equatable {
  /// Four or sixteen bytes.
  package let address: [UInt8]
  /// The port.
  package let port: UInt16

  /// 192.0.2.`number`.
  package static func v4(_ number: UInt8, port: UInt16) -> TestHost {
    TestHost(address: [192, 0, 2, number], port: port)
  }

  /// 2001:db8::`number`.
  package static func v6(_ number: UInt8, port: UInt16) -> TestHost {
    TestHost(
      address: [0x20, 0x01, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [number], port: port)
  }

  /// Whether the address is one of IPv6.
  package var isV6: Bool { address.count == 16 }
}
