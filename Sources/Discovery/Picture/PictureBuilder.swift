/// Puts hosts into boxes and connections into arrows.
struct PictureBuilder {
  private let report: DiscoveryReport
  private(set) var nodes: [Picture.Node] = []
  private(set) var edges: [Picture.Edge] = []
  private(set) var hiddenHosts = 0
  private(set) var hiddenEdges = 0

  /// The box of each host that has one.
  private var nodeOf: [HostAddress: Int] = [:]
  /// The row of each service that has one.
  private var rowOf: [ServiceKey: Int] = [:]
  private var servicesOf: [HostAddress: [Service]] = [:]
  private var tones: [ServiceKey: Picture.Tone] = [:]
  private var edgeOf: [EdgeKey: Int] = [:]

  /// What makes connections one arrow.
  private struct EdgeKey: Hashable {
    let from: Int
    let to: Int
    let row: Int?
  }

  /// Fewer that are alike stand for themselves.
  private static let leastGroup = 3

  /// Begins a picture of a report.
  init(_ report: DiscoveryReport) {
    self.report = report
    for service in report.services {
      servicesOf[service.key.endpoint.address, default: []].append(service)
      tones[service.key] = Picture.Tone(
        service.protocols, hasEvidence: !service.evidence.isEmpty, isMedia: service.key.isMedia)
    }
  }

  /// Makes the boxes, then the arrows.
  mutating func build() {
    for group in chosen(groups) { add(group) }
    for connection in report.connections { add(connection) }
    joinMutual()
    dropEdges()
  }

  // MARK: - Boxes

  /// The hosts, those that are alike together, in the order of their addresses.
  private var groups: [[HostAddress]] {
    let kinds = HostKinds(report).kinds
    var groups: [[HostAddress]] = []
    var groupOf: [String: Int] = [:]
    for host in report.hosts {
      let kind = kinds[host.address] ?? ""
      if let group = groupOf[kind] {
        groups[group].append(host.address)
      } else {
        groupOf[kind] = groups.count
        groups.append([host.address])
      }
    }
    return groups.flatMap { $0.count >= Self.leastGroup ? [$0] : $0.map { [$0] } }.sorted {
      $0[0] < $1[0]
    }
  }

  /// Leaves out the quietest groups where there are too many.
  private mutating func chosen(_ groups: [[HostAddress]]) -> [[HostAddress]] {
    guard groups.count > Picture.maxNodes else { return groups }
    var ties: [HostAddress: Int] = [:]
    for connection in report.connections {
      ties[connection.key.client, default: 0] += 1
      ties[connection.key.service.endpoint.address, default: 0] += 1
    }
    let ranked = groups.enumerated().map { number, group in
      (number: number, ties: group.reduce(0) { $0 + (ties[$1] ?? 0) })
    }
    let kept = Set(
      ranked.sorted { ($1.ties, $0.number) < ($0.ties, $1.number) }.prefix(Picture.maxNodes)
        .map(\.number))
    for (number, group) in groups.enumerated() where !kept.contains(number) {
      hiddenHosts += group.count
    }
    return groups.enumerated().filter { kept.contains($0.offset) }.map(\.element)
  }

  private mutating func add(_ group: [HostAddress]) {
    let first = group[0]
    var node = Picture.Node(
      title: title(group), subtitle: subtitle(group), rows: [], addresses: group)
    for service in servicesOf[first] ?? [] {
      guard node.rows.count < Picture.maxRows else {
        node.hiddenRows += 1
        continue
      }
      for address in group { rowOf[Self.counterpart(service.key, at: address)] = node.rows.count }
      node.rows.append(row(service, isGroup: group.count > 1))
    }
    for address in group { nodeOf[address] = nodes.count }
    nodes.append(node)
  }

  /// The same service at another host.
  private static func counterpart(_ key: ServiceKey, at address: HostAddress) -> ServiceKey {
    key.isMedia
      ? ServiceKey(mediaOf: address)
      : ServiceKey(Endpoint(address, key.endpoint.port), key.transport)
  }

  private func row(_ service: Service, isGroup: Bool) -> Picture.Row {
    let place =
      service.key.isMedia && isGroup
      ? "media" : "\(service.portText) \(service.key.transport.rawValue)"
    return Picture.Row(
      text: "\(place) \(service.protocolText)", detail: service.description,
      tone: tones[service.key] ?? .other)
  }

  private func title(_ group: [HostAddress]) -> String {
    if group.count > 1 { return "\(group.count) hosts alike" }
    return report.host(group[0])?.names.texts.first ?? "\(group[0])"
  }

  private func subtitle(_ group: [HostAddress]) -> String {
    if group.count > 1 { return "\(group[0]) … \(group[group.count - 1])" }
    let host = report.host(group[0])
    if host?.names.isEmpty == false { return "\(group[0])" }
    return host?.software.texts.first ?? ""
  }

  // MARK: - Arrows

  private mutating func add(_ connection: Connection) {
    let service = connection.key.service
    guard let from = nodeOf[connection.key.client], let to = nodeOf[service.endpoint.address]
    else { return }
    let row = rowOf[service]
    let key = EdgeKey(from: from, to: to, row: row)
    if let known = edgeOf[key] {
      edges[known].figures.add(connection)
      return
    }
    edgeOf[key] = edges.count
    var figures = ServiceUse()
    figures.add(connection)
    let isMedia = service.isMedia
    edges.append(
      Picture.Edge(
        from: from, fromRow: isMedia ? rowOf[ServiceKey(mediaOf: connection.key.client)] : nil,
        to: to, toRow: row, tone: tones[service] ?? .other, isMutual: isMedia, figures: figures))
  }

  /// Makes one arrow with two heads of two SIP peers that ask each other.
  private mutating func joinMutual() {
    var byEnds: [[Int]: [Int]] = [:]
    for (number, edge) in edges.enumerated() where edge.tone == .sip && edge.from != edge.to {
      byEnds[[edge.from, edge.to], default: []].append(number)
    }
    var joined = Set<Int>()
    for one in edges.indices where !joined.contains(one) && edges[one].tone == .sip {
      let back = byEnds[[edges[one].to, edges[one].from]] ?? []
      guard
        let other = back.first(where: {
          $0 > one && !joined.contains($0) && isPeer(edges[one], edges[$0])
        })
      else { continue }
      edges[one].fromRow = edges[other].toRow
      edges[one].isMutual = true
      edges[one].figures.add(edges[other].figures)
      joined.insert(other)
    }
    edges = edges.indices.filter { !joined.contains($0) }.map { edges[$0] }
  }

  /// Leaves out the lines with the least on them where there are too many.
  private mutating func dropEdges() {
    guard edges.count > Picture.maxEdges else { return }
    let kept = edges.indices.sorted {
      (edges[$1].figures.bytes.total, $0) < (edges[$0].figures.bytes.total, $1)
    }
    hiddenEdges = edges.count - Picture.maxEdges
    edges = kept.prefix(Picture.maxEdges).sorted().map { edges[$0] }
  }

  /// Whether both rows are of the same transport and protocol, as those of two peers are.
  private func isPeer(_ one: Picture.Edge, _ other: Picture.Edge) -> Bool {
    guard let oneRow = one.toRow, let otherRow = other.toRow else { return false }
    func kind(_ text: String) -> Substring { text.drop { $0 != " " } }
    return kind(nodes[one.to].rows[oneRow].text) == kind(nodes[other.to].rows[otherRow].text)
  }
}
