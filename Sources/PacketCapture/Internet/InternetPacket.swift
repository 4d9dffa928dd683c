/// The header of an IP packet: where from, where to, what it carries.
struct InternetPacket {
  /// The sender.
  let source: IPAddress
  /// The receiver.
  let destination: IPAddress
  /// What the payload is: a number of https://www.iana.org/assignments/protocol-numbers.
  private(set) var protocolNumber: UInt8
  /// What was captured of the payload.
  private(set) var payload: Range<Int>
  /// How many bytes of the payload were not captured.
  private(set) var missing: Int
  /// Which part of a larger packet this is; nil for a whole one.
  private(set) var fragment: Fragment?
  /// Whether it is a packet of IPv6.
  let isV6: Bool

  /// A part of a packet (RFC 791 s 3.2, RFC 8200 s 4.5).
  struct Fragment {
    /// Tells the parts of one packet from those of others.
    let identification: UInt32
    /// Where in the payload of the whole it belongs.
    let offset: Int
    /// Whether the whole goes on behind it.
    let hasMore: Bool
  }

  private enum Extension {
    static let hopByHop: UInt8 = 0
    static let routing: UInt8 = 43
    static let fragment: UInt8 = 44
    static let authentication: UInt8 = 51
    static let destination: UInt8 = 60
    static let mobility: UInt8 = 135
    static let hostIdentity: UInt8 = 139
    static let shim: UInt8 = 140
  }

  /// Extension headers that are gone through; hostile packets have more.
  private static let maxExtensions = 32

  /// Reads the packet that begins at a place; nil if it is none.
  init?(_ frame: Span<UInt8>, at place: Int) {
    guard place < frame.count else { return nil }
    switch frame[place] >> 4 {
    case 4: self.init(v4: frame, place)
    case 6: self.init(v6: frame, place)
    default: return nil
    }
  }

  private init?(v4 frame: Span<UInt8>, _ place: Int) {
    guard frame.count >= place + 20 else { return nil }
    let header = Int(frame[place] & 0xF) * 4
    var total = Int(frame.big16(place + 2))
    // A card that cuts packets itself leaves the length to be written until then.
    if total == 0 { total = frame.count - place }
    guard header >= 20, total >= header, frame.count >= place + header else { return nil }
    source = IPAddress(v4: frame.big32(place + 12))
    destination = IPAddress(v4: frame.big32(place + 16))
    protocolNumber = frame[place + 9]
    payload = place + header..<min(place + total, frame.count)
    missing = total - header - payload.count
    isV6 = false
    let flags = frame.big16(place + 6)
    let hasMore = flags & 0x2000 != 0
    if flags & 0x3FFF != 0 {
      fragment = Fragment(
        identification: UInt32(frame.big16(place + 4)), offset: Int(flags & 0x1FFF) * 8,
        hasMore: hasMore)
    }
  }

  private init?(v6 frame: Span<UInt8>, _ place: Int) {
    guard frame.count >= place + 40 else { return nil }
    source = IPAddress(high: frame.big64(place + 8), low: frame.big64(place + 16))
    destination = IPAddress(high: frame.big64(place + 24), low: frame.big64(place + 32))
    protocolNumber = frame[place + 6]
    var length = Int(frame.big16(place + 4))
    // A jumbogram, or a card that cuts packets itself.
    if length == 0 { length = frame.count - place - 40 }
    payload = place + 40..<min(place + 40 + length, frame.count)
    missing = length - payload.count
    isV6 = true
    guard skipExtensions(frame) else { return nil }
  }

  /// Steps over extension headers (RFC 8200 s 4); false if they do not end within the frame.
  private mutating func skipExtensions(_ frame: Span<UInt8>) -> Bool {
    for _ in 0..<Self.maxExtensions {
      let place = payload.lowerBound
      let length: Int
      switch protocolNumber {
      case Extension.hopByHop, Extension.routing, Extension.destination, Extension.mobility,
        Extension.hostIdentity, Extension.shim:
        guard payload.count >= 8 else { return false }
        length = (Int(frame[place + 1]) + 1) * 8
      case Extension.authentication:
        guard payload.count >= 8 else { return false }
        length = (Int(frame[place + 1]) + 2) * 4
      case Extension.fragment:
        guard payload.count >= 8 else { return false }
        length = 8
        let flags = frame.big16(place + 2)
        // An "atomic" fragment is the whole packet (RFC 6946).
        if flags & 0xFFF9 != 0 {
          fragment = Fragment(
            identification: frame.big32(place + 4), offset: Int(flags & 0xFFF8),
            hasMore: flags & 1 != 0)
        }
      default: return true
      }
      guard payload.count >= length else { return false }
      protocolNumber = frame[place]
      payload = place + length..<payload.upperBound
      // What is behind the fragment's header belongs to the whole packet.
      if fragment != nil { return true }
    }
    return false
  }
}

extension InternetPacket {
  /// A packet put together from its fragments, whose payload stands in a buffer of its own.
  init(whole first: InternetPacket, payload: Range<Int>, missing: Int, in bytes: Span<UInt8>) {
    self = first
    fragment = nil
    self.payload = payload
    self.missing = missing
    // Headers for the destination may stand behind that of the fragment.
    if isV6 { _ = skipExtensions(bytes) }
  }
}
