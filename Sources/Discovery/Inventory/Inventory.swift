import Event

/// Hosts, services and connections, found in events.
///
/// Every table has a bound; what would go beyond it is counted in ``leftOut``, and said in each output.
package struct Inventory: Sendable {
  /// Events that were read.
  package internal(set) var events = 0
  /// Those of them that say nothing of who talks to whom.
  package internal(set) var others = 0
  /// How many times something was too much to be kept.
  package internal(set) var leftOut = 0

  var hosts: [HostAddress: Host] = [:]
  var services: [ServiceKey: Service] = [:]
  var connections: [ConnectionKey: Connection] = [:]
  var conversations: [Conversation.Key: Conversation] = [:]
  var conversationCount = 0
  /// VLANs were seen, which filters have to know.
  var hasVLAN = false
  var reader = EventReader()
  private var logs = LoggingServers()

  /// How much is kept.
  struct Limits {
    var hosts = 8192
    var services = 4096
    var connections = 16_384
    /// Held until it is known who is the client.
    var conversations = 16_384
  }
  let limits: Limits

  /// Begins with nothing known.
  package init() { limits = Limits() }

  /// Begins with other bounds.
  init(limits: Limits) { self.limits = limits }

  /// Adds what an event says; false if the line is no JSON object.
  package mutating func add(_ event: Span<UInt8>) -> Bool {
    guard reader.read(event) else { return false }
    events += 1
    guard let facts = EventFacts(reader, event, own: logs.own(reader, event)) else {
      others += 1
      return true
    }
    if reader.value(.vlan) != nil { hasVLAN = true }
    if reader.isText(.dataset, "genesys.flow", in: event) {
      addFlow(facts, event)
    } else if reader.isText(.dataset, "genesys.http", in: event) {
      addHTTP(facts, event)
    } else if reader.isText(.dataset, "genesys.tls", in: event) {
      addTLS(facts, event)
    } else if reader.isText(.dataset, "genesys.call", in: event) {
      addCall(facts)
    } else if reader.isText(.dataset, "genesys.rtp", in: event) {
      addMediaStream(facts, event)
    } else if reader.isText(.dataset, "genesys.sctp", in: event) {
      addSCTP(facts, event)
    } else if reader.value(.sipType) != nil {
      addSIP(facts, event)
    } else {
      others += 1
    }
    return true
  }

  /// What was found, in an order that follows from the content; `title` says of what.
  package func report(of title: String) -> DiscoveryReport {
    var settled = self
    settled.settleConversations()
    return DiscoveryReport(settled, title: title)
  }

  // MARK: - Tables

  /// Changes a host, which is begun if it is new.
  mutating func change(_ address: HostAddress, _ span: SeenSpan, _ body: (inout Host) -> Void) {
    guard hosts[address] != nil || hosts.count < limits.hosts else {
      leftOut += 1
      return
    }
    hosts[address, default: Host(address, span)].span.add(span)
    if var host = hosts.removeValue(forKey: address) {
      body(&host)
      hosts[address] = host
    }
  }

  /// Changes a service and its host, which are begun if they are new.
  mutating func change(_ key: ServiceKey, _ span: SeenSpan, _ body: (inout Service) -> Void) {
    change(key.endpoint.address, span) { _ in }
    guard services[key] != nil || services.count < limits.services else {
      leftOut += 1
      return
    }
    var service = services.removeValue(forKey: key) ?? Service(key, span)
    service.span.add(span)
    body(&service)
    services[key] = service
  }

  /// Changes a connection and its client, which are begun if they are new.
  mutating func change(
    _ client: HostAddress, _ key: ServiceKey, _ span: SeenSpan, _ body: (inout Connection) -> Void
  ) {
    let connectionKey = ConnectionKey(client: client, service: key)
    guard connections[connectionKey] != nil || connections.count < limits.connections else {
      leftOut += 1
      return
    }
    var connection =
      connections.removeValue(forKey: connectionKey) ?? Connection(connectionKey, span)
    connection.span.add(span)
    body(&connection)
    let software = connection.software
    connections[connectionKey] = connection
    change(client, span) { $0.software.add(software.texts) }
  }
}
