/// What stands around an IP packet in a frame: the first header, and tags and tunnels behind it.
struct LinkLayer {
  /// What a frame carries.
  enum Content: Equatable {
    /// An IP packet, of the version that its first byte tells.
    case internet(at: Int)
    /// Something of an EtherType that is not decoded.
    case other(etherType: UInt16)
    /// Something that is not told by an EtherType: spanning tree and the like.
    case control
    /// The frame ends within its headers.
    case short
    /// A first header that is not known.
    case unknownLink
  }

  /// The innermost VLAN, where there is one.
  var vlan: UInt16?

  private enum EtherType {
    static let v4: UInt16 = 0x0800
    static let v6: UInt16 = 0x86DD
    static let vlan: Set<UInt16> = [0x8100, 0x88A8, 0x9100, 0x9200, 0x9300]
    static let mpls: UInt16 = 0x8847
    static let mplsMulticast: UInt16 = 0x8848
    static let session: UInt16 = 0x8864
  }

  private enum PointToPoint {
    static let v4: UInt16 = 0x0021
    static let v6: UInt16 = 0x0057
  }

  /// Tags and labels that are gone through; hostile frames have more.
  private static let maxTags = 16

  /// Finds what a frame carries whose first header is `linkType`.
  mutating func content(_ frame: Span<UInt8>, linkType: UInt16) -> Content {
    switch linkType {
    case LinkType.ethernet: return ethernet(frame, at: 0)
    case LinkType.rawBSD, LinkType.rawOpenBSD, LinkType.raw, LinkType.v4, LinkType.v6:
      return internet(frame, at: 0)
    case LinkType.null, LinkType.loop: return loopback(frame)
    case LinkType.cooked: return typed(frame, typeAt: 14, next: 16)
    case LinkType.cookedV2: return typed(frame, typeAt: 0, next: 20)
    case LinkType.pointToPoint, LinkType.pointToPointSerial: return pointToPoint(frame, at: 0)
    case LinkType.ciscoSerial: return typed(frame, typeAt: 2, next: 4)
    case LinkType.pppoe: return session(frame, at: 0)
    default: return .unknownLink
    }
  }

  /// An Ethernet frame, which may stand in a tunnel.
  mutating func ethernet(_ frame: Span<UInt8>, at start: Int) -> Content {
    typed(frame, typeAt: start + 12, next: start + 14)
  }

  /// What follows an EtherType: tags, labels and sessions until IP or something else.
  mutating func typed(_ frame: Span<UInt8>, typeAt: Int, next: Int) -> Content {
    var (typePlace, place) = (typeAt, next)
    for _ in 0..<Self.maxTags {
      guard frame.count >= max(typePlace + 2, place) else { return .short }
      let type = frame.big16(typePlace)
      switch type {
      case EtherType.v4, EtherType.v6: return internet(frame, at: place)
      case EtherType.mpls, EtherType.mplsMulticast: return labels(frame, at: place)
      case EtherType.session: return session(frame, at: place)
      // Below 1536 it is a length: LLC follows (IEEE 802.3).
      case ..<1536:
        guard isSubnetwork(frame, at: place) else { return .control }
        (typePlace, place) = (place + 6, place + 8)
      default:
        guard EtherType.vlan.contains(type) else { return .other(etherType: type) }
        guard frame.count >= place + 4 else { return .short }
        vlan = frame.big16(place) & 0x0FFF
        (typePlace, place) = (place + 2, place + 4)
      }
    }
    return .short
  }

  /// Whether LLC and SNAP with an EtherType follow: `AA AA 03`, and an organisation of zeros.
  private func isSubnetwork(_ frame: Span<UInt8>, at place: Int) -> Bool {
    frame.count >= place + 8 && frame.big32(place) == 0xAAAA_0300 && frame.big16(place + 4) == 0
  }

  private func internet(_ frame: Span<UInt8>, at place: Int) -> Content {
    guard place < frame.count else { return .short }
    let version = frame[place] >> 4
    return version == 4 || version == 6 ? .internet(at: place) : .control
  }

  /// Four bytes that tell a family of addresses, whose numbers differ from system to system.
  private func loopback(_ frame: Span<UInt8>) -> Content {
    frame.count > 4 ? internet(frame, at: 4) : .short
  }

  /// Labels of MPLS down to the bottom of the stack (RFC 3032), and IP behind it.
  private mutating func labels(_ frame: Span<UInt8>, at start: Int) -> Content {
    var place = start
    for _ in 0..<Self.maxTags {
      guard frame.count > place + 4 else { return .short }
      let isBottom = frame[place + 2] & 1 == 1
      place += 4
      if !isBottom { continue }
      if case .internet = internet(frame, at: place) { return .internet(at: place) }
      // A pseudowire: a control word of zeros at first, and Ethernet behind it (RFC 4448).
      guard frame.count > place + 4, frame[place] >> 4 == 0 else { return .control }
      return frame.count > place + 18 ? ethernet(frame, at: place + 4) : .short
    }
    return .control
  }

  /// PPP over Ethernet, past discovery (RFC 2516).
  private func session(_ frame: Span<UInt8>, at place: Int) -> Content {
    frame.count >= place + 8 ? pointToPoint(frame, at: place + 6) : .short
  }

  /// PPP, with its address and control bytes or without (RFC 1661, RFC 1662).
  private func pointToPoint(_ frame: Span<UInt8>, at start: Int) -> Content {
    var place = start
    if frame.count >= place + 2, frame.big16(place) == 0xFF03 { place += 2 }
    guard frame.count > place + 1 else { return .short }
    // A protocol number below 256 may be written in one byte; an odd first byte tells.
    let isShort = frame[place] & 1 == 1
    let number = isShort ? UInt16(frame[place]) : frame.big16(place)
    guard number == PointToPoint.v4 || number == PointToPoint.v6 else { return .control }
    return internet(frame, at: place + (isShort ? 1 : 2))
  }
}
