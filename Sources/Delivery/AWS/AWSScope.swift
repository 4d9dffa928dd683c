/// Which of Amazon's services a signature is for, and in which region.
package struct AWSScope: Sendable, Equatable {
  /// The services that speak Elasticsearch's language.
  package enum Service: String, Sendable, CaseIterable {
    /// OpenSearch Service: domains.
    case es
    /// OpenSearch Serverless: collections.
    case aoss

    /// Whether the hash of the body is to be a header too.
    var wantsBodyHash: Bool { self == .aoss }
  }

  package let service: Service
  /// `eu-west-1`.
  package let region: String

  /// Makes it; nil if the region is none: letters, digits and `-`.
  package init?(service: Service, region: String) {
    let isRegion = region.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"): true
      default: false
      }
    }
    guard isRegion, (1...64).contains(region.utf8.count) else { return nil }
    self.service = service
    self.region = region
  }

  /// What the name of a host says, if it is one of Amazon's.
  ///
  ///     search-name-id.eu-west-1.es.amazonaws.com    id.eu-west-1.aoss.amazonaws.com
  ///     search-name-id.aos.eu-west-1.on.aws          id.aoss.eu-west-1.on.aws
  package init?(host: String) {
    var labels = host.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    if labels.suffix(3) == ["amazonaws", "com", "cn"] { labels.removeLast() }
    guard labels.count >= 5 else { return nil }
    let (inner, outer) = (labels.dropLast(2).suffix(2), labels.suffix(2))
    let name: (region: Substring, service: Substring)
    switch Array(outer) {
    case ["amazonaws", "com"]: name = (inner[inner.startIndex], inner[inner.endIndex - 1])
    case ["on", "aws"]: name = (inner[inner.endIndex - 1], inner[inner.startIndex])
    default: return nil
    }
    let services: [Substring: Service] = ["es": .es, "aos": .es, "aoss": .aoss]
    guard let service = services[name.service] else { return nil }
    self.init(service: service, region: String(name.region))
  }
}

extension AWSScope {
  /// Why it is not known what to sign for.
  package enum Fault: Error, Equatable {
    /// Neither the options, nor the name of the host, nor the environment says the region.
    case noRegion
    /// What is said is no region.
    case badRegion(String)
    /// The option says something else than the name of the host.
    case contradiction(host: String, says: String)
    /// The profile of the environment cannot be read.
    case environment(String)
  }

  /// What requests to an address are signed for: as the options say, or the name of the host, or (the region)
  /// the environment.
  package static func find(
    for address: ElasticsearchAddress, service: Service?, region: String?
  ) throws(Fault) -> AWSScope {
    try find(hosts: address.hostNames, service: service, region: region, .process)
  }

  /// The same for an environment of one's own.
  static func find(
    hosts: [String], service: Service?, region: String?, _ environment: AWSEnvironment
  ) throws(Fault) -> AWSScope {
    var (service, region) = (service, region)
    for host in hosts {
      guard let said = AWSScope(host: host) else { continue }
      if let service, service != said.service {
        throw .contradiction(host: host, says: said.service.rawValue)
      }
      if let region, region != said.region { throw .contradiction(host: host, says: said.region) }
      (service, region) = (said.service, said.region)
    }
    do throws(AccessFault) {
      if region == nil { region = try environment.region() }
    } catch {
      throw .environment(error.text)
    }
    guard let region else { throw .noRegion }
    guard let scope = AWSScope(service: service ?? .es, region: region) else {
      throw .badRegion(region)
    }
    return scope
  }
}
