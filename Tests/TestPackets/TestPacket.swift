/// Makes IP packets by the letter of the RFCs, and not by the code under test; checksums are zero.
package enum TestPacket {
  /// Flags of TCP.
  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let fin = Flags(rawValue: 0x01)
    package static let syn = Flags(rawValue: 0x02)
    package static let reset = Flags(rawValue: 0x04)
    package static let push = Flags(rawValue: 0x08)
    package static let acknowledge = Flags(rawValue: 0x10)
  }

  /// A whole packet with a UDP datagram.
  package static func udp(_ from: TestHost, _ to: TestHost, _ payload: [UInt8]) -> [UInt8] {
    ip(from, to, 17, datagram(from, to, payload))
  }

  /// A UDP datagram with its header.
  package static func datagram(_ from: TestHost, _ to: TestHost, _ payload: [UInt8]) -> [UInt8] {
    big16(from.port) + big16(to.port) + big16(UInt16(8 + payload.count)) + [0, 0] + payload
  }

  /// A whole packet with a TCP segment.
  package static func tcp(
    _ from: TestHost, _ to: TestHost, sequence: UInt32, acknowledgement: UInt32 = 0,
    _ flags: Flags, _ payload: [UInt8] = []
  ) -> [UInt8] {
    // A SYN says the greatest segment, in four bytes of options.
    let options: [UInt8] = flags.contains(.syn) ? [2, 4, 5, 0xB4] : []
    let segment =
      big16(from.port) + big16(to.port) + big32(sequence) + big32(acknowledgement)
      + [UInt8(20 + options.count) << 2, flags.rawValue, 0xFF, 0xFF, 0, 0, 0, 0] + options + payload
    return ip(from, to, 6, segment)
  }

  /// A packet of IPv4 or IPv6, after the addresses.
  package static func ip(
    _ from: TestHost, _ to: TestHost, _ number: UInt8, _ payload: [UInt8], options: [UInt8] = []
  ) -> [UInt8] {
    guard !from.isV6 else {
      return [0x60, 0, 0, 0] + big16(UInt16(payload.count)) + [number, 64] + from.address
        + to.address + payload
    }
    return v4Header(from, to, number, count: payload.count, options: options) + payload
  }

  /// The fragments of a packet, each with at most `size` bytes of the payload, a multiple of eight.
  package static func fragments(
    _ from: TestHost, _ to: TestHost, _ number: UInt8, _ payload: [UInt8], identification: UInt32,
    size: Int
  ) -> [[UInt8]] {
    stride(from: 0, to: payload.count, by: size).map { start in
      let end = min(start + size, payload.count)
      return fragment(
        from, to, number, Array(payload[start..<end]), at: start, hasMore: end < payload.count,
        identification: identification)
    }
  }

  /// One fragment of a packet.
  package static func fragment(
    _ from: TestHost, _ to: TestHost, _ number: UInt8, _ part: [UInt8], at offset: Int,
    hasMore: Bool, identification: UInt32
  ) -> [UInt8] {
    let more: UInt16 = hasMore ? 1 : 0
    if from.isV6 {
      let header = [number, 0] + big16(UInt16(offset) | more) + big32(identification)
      return ip(from, to, 44, header + part)
    }
    return v4Header(
      from, to, number, count: part.count, flags: more << 13 | UInt16(offset / 8),
      identification: UInt16(truncatingIfNeeded: identification)) + part
  }

  private static func v4Header(
    _ from: TestHost, _ to: TestHost, _ number: UInt8, count: Int, flags: UInt16 = 0,
    identification: UInt16 = 0, options: [UInt8] = []
  ) -> [UInt8] {
    let header = 20 + options.count
    return [0x40 | UInt8(header / 4), 0] + big16(UInt16(header + count)) + big16(identification)
      + big16(flags) + [64, number, 0, 0] + from.address + to.address + options
  }

  /// Two bytes, the most significant first.
  package static func big16(_ number: UInt16) -> [UInt8] {
    [UInt8(number >> 8), UInt8(number & 0xFF)]
  }

  /// Four bytes, the most significant first.
  package static func big32(_ number: UInt32) -> [UInt8] {
    big16(UInt16(number >> 16)) + big16(UInt16(number & 0xFFFF))
  }
}
