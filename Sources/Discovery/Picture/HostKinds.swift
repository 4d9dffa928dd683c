/// Which hosts are alike: in one network, the same program, the same services of their own, used by the same clients,
/// and the same ones used.
///
/// Media are not looked at, as they go between any two hosts.
struct HostKinds {
  /// A text for each host; alike hosts have the same.
  private(set) var kinds: [HostAddress: String] = [:]

  /// Compares the hosts of a report.
  init(_ report: DiscoveryReport) {
    var parts: [HostAddress: [String]] = [:]
    for service in report.services where !service.key.isMedia {
      let key = service.key
      let program = Self.program(service.software)
      parts[key.endpoint.address, default: []].append(
        "has \(key.endpoint.port) \(key.transport) \(service.protocolText) \(program)")
    }
    for connection in report.connections where !connection.key.service.isMedia {
      let service = connection.key.service
      parts[connection.key.client, default: []].append(
        "uses \(service.endpoint) \(service.transport)")
      parts[service.endpoint.address, default: []].append(
        "serves \(connection.key.client) at \(service.endpoint.port)")
    }
    for host in report.hosts {
      // Where nothing but media is known, nothing says that hosts are alike.
      guard let ties = parts[host.address] else {
        kinds[host.address] = "\(host.address)"
        continue
      }
      let own = ["network \(host.address.network)", "is \(Self.program(host.software))"]
      kinds[host.address] = (own + ties.sorted()).joined(separator: "\n")
    }
  }

  /// The name of a program, without its version: `Polycom` of `Polycom/5.9 VVX 411`.
  private static func program(_ software: TextSet) -> Substring {
    software.texts.first?.prefix { $0 != "/" && $0 != " " && !$0.isNumber } ?? ""
  }
}
