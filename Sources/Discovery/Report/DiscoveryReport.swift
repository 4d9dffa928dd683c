/// What was found, in an order that follows from the content alone.
package struct DiscoveryReport: Sendable {
  /// Of what: the name of a capture, or of an interface.
  package let title: String
  /// Events that were read.
  package let events: Int
  /// Those that say nothing of who talks to whom.
  package let others: Int
  /// How many times something was too much to be kept.
  package let leftOut: Int
  /// Whether VLANs were seen.
  let hasVLAN: Bool
  /// By address.
  let hosts: [Host]
  /// By address and port.
  let services: [Service]
  /// By client and service.
  let connections: [Connection]
  /// The connections of each service, as places in ``connections``.
  private let uses: [ServiceKey: [Int]]

  /// Puts an inventory in order.
  init(_ inventory: Inventory, title: String) {
    self.title = ShownText.of(title) ?? ""
    events = inventory.events
    others = inventory.others
    leftOut = inventory.leftOut
    hasVLAN = inventory.hasVLAN
    hosts = inventory.hosts.values.sorted { $0.address < $1.address }
    services = inventory.services.values.sorted { $0.key < $1.key }
    connections = inventory.connections.values.sorted { $0.key < $1.key }
    var uses: [ServiceKey: [Int]] = [:]
    for (number, connection) in connections.enumerated() {
      let service = connection.key.service
      uses[service, default: []].append(number)
      // Media have no client: what two hosts exchange stands with both.
      if service.isMedia, connection.key.client != service.endpoint.address {
        uses[ServiceKey(mediaOf: connection.key.client), default: []].append(number)
      }
    }
    self.uses = uses
  }

  /// How many services were found.
  package var serviceCount: Int { services.count }
  /// How many connections were found.
  package var connectionCount: Int { connections.count }
  /// How many hosts were found.
  package var hostCount: Int { hosts.count }

  /// From when to when; nil if nothing was found.
  var span: SeenSpan? {
    hosts.reduce(into: SeenSpan?.none) { span, host in
      if span == nil { span = host.span } else { span?.add(host.span) }
    }
  }

  /// What all clients together exchanged with a service.
  func use(of service: Service) -> ServiceUse {
    var use = ServiceUse()
    for number in uses[service.key] ?? [] { use.add(connections[number]) }
    return use
  }

  /// The host at an address.
  func host(_ address: HostAddress) -> Host? {
    var (low, high) = (0, hosts.count)
    while low < high {
      let middle = (low + high) / 2
      if hosts[middle].address < address { low = middle + 1 } else { high = middle }
    }
    return low < hosts.count && hosts[low].address == address ? hosts[low] : nil
  }

  /// In a line, what was found and what could not be kept.
  package var summary: String {
    var text =
      "\(Plural.of(hosts.count, "host")), \(Plural.of(services.count, "service")), "
      + "\(Plural.of(connections.count, "connection"))"
    if let span { text += "; \(Instant.short(span.first)) to \(Instant.short(span.last)) UTC" }
    return text
  }

  /// What could not be kept; nil if all was.
  package var limitNote: String? {
    leftOut == 0
      ? nil
      : "more hosts, services or connections than are kept: \(leftOut) times something was left out"
  }
}

/// What the clients of a service exchanged with it.
struct ServiceUse: Equatable, Sendable {
  /// How many clients, or peers.
  private(set) var clients = 0
  private(set) var flows = 0
  private(set) var requests = 0
  private(set) var calls = 0
  private(set) var errors = 0
  /// Connections that were refused or not answered.
  private(set) var unreached = 0
  private(set) var bytes = ByteCounts()

  /// Adds a client's.
  mutating func add(_ connection: Connection) {
    clients += 1
    flows += connection.flows
    requests += connection.requests
    calls += connection.calls
    errors += connection.errors
    unreached += connection.refused + connection.unanswered
    bytes.add(sent: connection.bytes.sent)
    bytes.add(received: connection.bytes.received)
  }
}

extension ServiceUse {
  /// Adds what others exchanged.
  mutating func add(_ other: ServiceUse) {
    clients += other.clients
    flows += other.flows
    requests += other.requests
    calls += other.calls
    errors += other.errors
    unreached += other.unreached
    bytes.add(sent: other.bytes.sent)
    bytes.add(received: other.bytes.received)
  }
}
