/// A filter of packets for services, in the language of libpcap (pcap-filter(7)).
struct PacketFilter {
  /// The filter; nil for all packets.
  let expression: String?
  /// Whether there are more ports than a filter takes, so that it has all of TCP and UDP.
  let isWide: Bool

  /// More make a filter slow, and its program too long for the kernel (4096 instructions).
  private static let maxTerms = 48

  /// What fragments behind the first are known by: IPv4 by their offset, IPv6 by their extension header.
  private static let fragments = "(ip[6:2] & 0x1fff != 0) or (ip6[6] = 44)"

  /// Makes the filter of services.
  init(_ services: [Service], hasVLAN: Bool) {
    var terms: [String] = []
    for transport in [Transport.udp, .tcp] {
      let ports = Set(
        services.filter { $0.key.transport == transport }.map(\.key.endpoint.port))
      terms += Self.ranges(ports).map { range in
        range.count == 1
          ? "\(transport) port \(range.lowerBound)"
          : "\(transport) portrange \(range.lowerBound)-\(range.upperBound)"
      }
    }
    isWide = terms.count > Self.maxTerms
    if isWide { terms = ["udp", "tcp"] }
    if services.contains(where: { $0.key.transport == .sctp }) { terms.append("sctp") }
    guard !terms.isEmpty else {
      expression = nil
      return
    }
    terms.append(Self.fragments)
    let untagged = terms.joined(separator: " or ")
    expression = hasVLAN ? "\(untagged) or (vlan and (\(untagged)))" : untagged
  }

  /// Ports that follow each other, together.
  private static func ranges(_ ports: Set<UInt16>) -> [ClosedRange<UInt16>] {
    var ranges: [ClosedRange<UInt16>] = []
    for port in ports.sorted() {
      if let last = ranges.last, last.upperBound < .max, last.upperBound + 1 == port {
        ranges[ranges.count - 1] = last.lowerBound...port
      } else {
        ranges.append(port...port)
      }
    }
    return ranges
  }
}
