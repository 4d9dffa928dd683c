/// Puts IP packets into frames.
package enum TestLink: CaseIterable, Sendable {
  case ethernet, vlan, doubleVLAN, subnetwork, mpls, pppoe, cooked, cookedV2, raw, rawBSD,
    nullLittle,
    nullBig, loop, pointToPoint, serial, generic, ipInIP

  /// The number that capture files have for it.
  package var linkType: UInt16 {
    switch self {
    case .ethernet, .vlan, .doubleVLAN, .subnetwork, .mpls, .pppoe: 1
    case .cooked: 113
    case .cookedV2: 276
    case .raw, .generic, .ipInIP: 101
    case .rawBSD: 12
    case .nullLittle, .nullBig: 0
    case .loop: 108
    case .pointToPoint: 9
    case .serial: 50
    }
  }

  /// The frame of a packet.
  package func frame(_ packet: [UInt8]) -> [UInt8] {
    let isV6 = packet[0] >> 4 == 6
    let type: [UInt8] = isV6 ? [0x86, 0xDD] : [0x08, 0x00]
    let addresses: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2]
    let point: [UInt8] = isV6 ? [0x00, 0x57] : [0x00, 0x21]
    switch self {
    case .ethernet: return addresses + type + packet
    case .vlan: return addresses + [0x81, 0x00, 0x20, 0x2A] + type + packet
    case .doubleVLAN:
      return addresses + [0x88, 0xA8, 0x00, 0x07, 0x81, 0x00, 0x00, 0x2A] + type + packet
    case .subnetwork:
      let content = [0xAA, 0xAA, 0x03, 0, 0, 0] + type + packet
      return addresses + TestPacket.big16(UInt16(min(content.count, 1500))) + content
    case .mpls:
      return addresses + [0x88, 0x47, 0, 1, 0, 64, 0, 2, 1, 64] + packet
    case .pppoe:
      let length = TestPacket.big16(UInt16(packet.count + 2))
      return addresses + [0x88, 0x64, 0x11, 0, 0, 1] + length + point + packet
    case .cooked: return [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0] + type + packet
    case .cookedV2:
      return type + [0, 0, 0, 0, 0, 3, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0] + packet
    case .raw, .rawBSD: return packet
    case .nullLittle: return [isV6 ? 30 : 2, 0, 0, 0] + packet
    case .nullBig, .loop: return [0, 0, 0, isV6 ? 30 : 2] + packet
    case .pointToPoint: return point + packet
    case .serial: return [0xFF, 0x03] + point + packet
    case .generic:
      // GRE with a key.
      return TestPacket.ip(
        .v4(201, port: 0), .v4(202, port: 0), 47, [0x20, 0] + type + [0, 0, 0, 9] + packet)
    case .ipInIP:
      return TestPacket.ip(.v4(201, port: 0), .v4(202, port: 0), isV6 ? 41 : 4, packet)
    }
  }
}
