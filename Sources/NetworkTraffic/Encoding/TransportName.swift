import PacketCapture

extension Transport {
  /// `network.transport`, as ECS has it; nil for numbers that have no name here.
  var name: StaticString? {
    switch self {
    case .tcp: return "tcp"
    case .udp: return "udp"
    default: break
    }
    // https://www.iana.org/assignments/protocol-numbers
    switch rawValue {
    case 1: return "icmp"
    case 2: return "igmp"
    case 50: return "esp"
    case 51: return "ah"
    case 58: return "ipv6-icmp"
    case 89: return "ospf"
    case 103: return "pim"
    case 112: return "vrrp"
    case 132: return "sctp"
    default: return nil
    }
  }
}
