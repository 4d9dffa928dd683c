/// One direction of an SCTP association that tests make up, as the packets of it (RFC 9260).
package struct TestAssociation: Sendable {
  package let from: TestHost
  package let to: TestHost
  /// The receiver's name for the association.
  package let tag: UInt32
  /// The number of the next part.
  package private(set) var next: UInt32
  private var sequences: [UInt16: UInt16] = [:]

  /// A direction whose first part has a number.
  package init(_ from: TestHost, _ to: TestHost, tag: UInt32 = 0x1234_5678, first: UInt32 = 1) {
    self.from = from
    self.to = to
    self.tag = tag
    next = first
  }

  /// The chunks of a message, in parts of at most `size` bytes.
  package mutating func chunks(
    _ message: [UInt8], stream: UInt16 = 0, payloadProtocol: UInt32 = 3, isUnordered: Bool = false,
    size: Int = .max
  ) -> [[UInt8]] {
    let sequence = sequences[stream, default: 0]
    if !isUnordered { sequences[stream] = sequence &+ 1 }
    let step = min(size, message.count)
    return stride(from: 0, to: message.count, by: step).map { start in
      let end = min(start + step, message.count)
      var flags: UInt8 = isUnordered ? 4 : 0
      if start == 0 { flags |= 2 }
      if end == message.count { flags |= 1 }
      defer { next &+= 1 }
      return Self.chunk(
        0, flags: flags,
        TestPacket.big32(next) + TestPacket.big16(stream) + TestPacket.big16(sequence)
          + TestPacket.big32(payloadProtocol) + message[start..<end])
    }
  }

  /// An IP packet with chunks.
  package func packet(_ chunks: [[UInt8]]) -> [UInt8] {
    TestPacket.ip(from, to, 132, bytes(chunks))
  }

  /// The packet in a datagram of UDP (RFC 6951).
  package func encapsulated(_ chunks: [[UInt8]]) -> [UInt8] {
    TestPacket.udp(
      TestHost(address: from.address, port: 9899), TestHost(address: to.address, port: 9899),
      bytes(chunks))
  }

  /// A chunk, filled up to a multiple of four bytes.
  package static func chunk(_ kind: UInt8, flags: UInt8 = 0, _ content: [UInt8]) -> [UInt8] {
    [kind, flags] + TestPacket.big16(UInt16(4 + content.count)) + content
      + [UInt8](repeating: 0, count: (4 - content.count % 4) % 4)
  }

  /// The packet without its IP header, with its checksum.
  private func bytes(_ chunks: [[UInt8]]) -> [UInt8] {
    let ports = TestPacket.big16(from.port) + TestPacket.big16(to.port) + TestPacket.big32(tag)
    let content = chunks.flatMap { $0 }
    let sum = Self.checksum(ports + [0, 0, 0, 0] + content)
    return ports + TestPacket.big32(sum.byteSwapped) + content
  }

  /// CRC32c (RFC 9260 appendix A).
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var remainder = ~UInt32(0)
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 {
        remainder = remainder & 1 == 0 ? remainder >> 1 : remainder >> 1 ^ 0x82F6_3B78
      }
    }
    return ~remainder
  }
}
