import Crypto
package import Event
package import PacketCapture

/// Names flows as other tools do, so that events of several of them can be joined.
///
/// Version 1 of https://github.com/corelight/community-id-spec, with the seed 0: `1:` and a SHA-1 in
/// base64. Both directions of a flow have the same name.
package struct CommunityID {
  private struct Flow: Equatable {
    let source: Endpoint
    let destination: Endpoint
    let isV6: Bool
    let transport: Transport
  }

  /// Names that were made, at the place that the flow's hash tells: most messages are of few flows.
  private var known: [(flow: Flow, text: [UInt8])?]
  private static let places = 4096

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Makes one that knows no flow.
  package init() {
    known = Array(repeating: nil, count: Self.places)
  }

  /// Appends the name of the flow that a packet belongs to.
  package mutating func append(_ head: PacketHead, to out: inout JSONBuffer) {
    let flow = Flow(
      source: head.source, destination: head.destination, isV6: head.isV6,
      transport: head.transport)
    let place = Self.place(flow)
    if let entry = known[place], entry.flow == flow { return out.append(entry.text) }
    let text = Self.text(flow)
    known[place] = (flow, text)
    out.append(text)
  }

  private static func place(_ flow: Flow) -> Int {
    var mixed = flow.source.address.low &* 0x9E37_79B9_7F4A_7C15
    mixed ^= flow.destination.address.low &* 0xC2B2_AE3D_27D4_EB4F
    mixed ^= flow.source.address.high &+ flow.destination.address.high &* 31
    mixed ^= UInt64(flow.source.port) << 24 | UInt64(flow.destination.port) << 8
    mixed = (mixed ^ mixed >> 29) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> 40) % places
  }

  private static func text(_ flow: Flow) -> [UInt8] {
    var (one, other) = (bytes(of: flow.source, flow), bytes(of: flow.destination, flow))
    if other.lexicographicallyPrecedes(one) { swap(&one, &other) }
    let (ports, address) = (one.suffix(2) + other.suffix(2), one.dropLast(2) + other.dropLast(2))
    let digest = Insecure.SHA1.hash(data: [0, 0] + address + [flow.transport.rawValue, 0] + ports)
    return Array("1:".utf8) + base64(Array(digest))
  }

  /// The address and the port, the most significant byte first.
  private static func bytes(of end: Endpoint, _ flow: Flow) -> [UInt8] {
    var bytes: [UInt8] = []
    if flow.isV6 {
      append(end.address.high, 8, to: &bytes)
      append(end.address.low, 8, to: &bytes)
    } else {
      append(end.address.low, 4, to: &bytes)
    }
    append(UInt64(end.port), 2, to: &bytes)
    return bytes
  }

  private static func append(_ number: UInt64, _ count: Int, to bytes: inout [UInt8]) {
    for index in (0..<count).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(index * 8)))
    }
  }

  /// Base64 with padding (RFC 4648 s 4).
  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    stride(from: 0, to: bytes.count, by: 3).flatMap { start in
      let three = (0..<3).map { start + $0 < bytes.count ? UInt32(bytes[start + $0]) : 0 }
      let bits = three[0] << 16 | three[1] << 8 | three[2]
      let digits = min(bytes.count - start, 3) + 1
      return (0..<4).map { index in
        index < digits ? alphabet[Int(bits >> UInt32(18 - index * 6) & 0x3F)] : UInt8(ascii: "=")
      }
    }
  }
}
