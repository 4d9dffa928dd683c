import PacketCapture

/// What tells a flow from others: both ends, whichever of them is named first, and the transport.
struct FlowKey: Hashable {
  /// The end with the lower address and port.
  let first: Endpoint
  let second: Endpoint
  let transport: Transport

  /// The flow of a packet, and whether its sender is the second end.
  @inline(__always)
  static func make(_ head: PacketHead) -> (key: FlowKey, isSecond: Bool) {
    let isSecond = isLower(head.destination, head.source)
    let key =
      isSecond
      ? FlowKey(first: head.destination, second: head.source, transport: head.transport)
      : FlowKey(first: head.source, second: head.destination, transport: head.transport)
    return (key, isSecond)
  }

  @inline(__always)
  private static func isLower(_ one: Endpoint, _ other: Endpoint) -> Bool {
    if one.address.low != other.address.low { return one.address.low < other.address.low }
    if one.address.high != other.address.high { return one.address.high < other.address.high }
    return one.port < other.port
  }

  /// One word, mixed under a secret of this process, so that nobody can choose ends that meet; the
  /// ten words of all ends cost a table of this size three times as much.
  func hash(into hasher: inout Hasher) {
    let ports =
      UInt64(first.port) << 32 | UInt64(second.port) << 8 | UInt64(transport.rawValue)
    var mixed = Self.fold(first.address.low ^ Self.secret.0, second.address.low ^ ports)
    mixed ^= Self.fold(first.address.high ^ Self.secret.1, second.address.high ^ mixed)
    hasher.combine(Self.fold(mixed ^ Self.secret.0, ports ^ Self.secret.1))
  }

  private static let secret = (UInt64.random(in: 1...(.max)), UInt64.random(in: 1...(.max)))

  /// Both halves of a product, one upon the other: each bit depends on all.
  @inline(__always)
  private static func fold(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let (high, low) = (one ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: other ^ secret.1)
    return high ^ low
  }
}
