package import Event

/// What was found as documents: one for each service, and one for each connection.
///
/// A document of the same service has the same `genesys.discovery.id` in each run, so that the newest of each says how
/// things stand. Its name at a server follows from all that it says: the same finding is kept once.
package struct DiscoveryDocuments: ~Copyable {
  /// The documents, one a line.
  package private(set) var text = JSONBuffer(capacity: 64 << 10)
  /// Their names, in their order.
  package private(set) var ids: [EventID] = []

  private var timestamp = TimestampText()

  /// Writes the documents of a report.
  package init(_ report: DiscoveryReport) {
    for service in report.services { append(service, report) }
    for connection in report.connections { append(connection, report) }
  }

  // MARK: - Documents

  private mutating func append(_ service: Service, _ report: DiscoveryReport) {
    let use = report.use(of: service)
    let start = text.count
    appendHead(
      "service-discovered", service.span,
      message: "\(service.place) \(service.key.transport.rawValue) \(service.protocolText)"
        + (service.description.isEmpty ? "" : ": \(service.description)"))
    appendNetwork(
      service.key.transport, service.protocols, use.bytes.total,
      application: service.applications)
    text.append(#","destination":{"ip":""#)
    text.append(text: "\(service.key.endpoint.address)")
    text.append(UInt8(ascii: "\""))
    if !service.key.isMedia { append(integer: Int64(service.key.endpoint.port), "port") }
    append(first: service.names, #","domain":"#)
    text.append("}")
    if let tls = service.tls { append(tls) }
    appendFindings("service", id: Self.id(service.key.name))
    if let ports = service.ports {
      text.append(#","ports":{"first":"#)
      text.append(integer: Int64(ports.lowerBound))
      append(integer: Int64(ports.upperBound), "last")
      text.append("}")
    }
    append(service.protocols, "protocols")
    append(service.software, "software")
    append(service.names, "names")
    append(service.evidence, "evidence")
    append(integer: Int64(use.clients), "clients")
    append(
      use.flows, use.requests, use.calls, errors: use.errors, unreached: use.unreached)
    finish(from: start, service.span)
  }

  private mutating func append(_ connection: Connection, _ report: DiscoveryReport) {
    let start = text.count
    let service = connection.key.service
    let place = service.isMedia ? "\(service.endpoint.address)" : "\(service.endpoint)"
    let protocols = connection.protocols.isEmpty ? "unknown" : connection.protocols.joined("+")
    let faults = connection.faults
    appendHead(
      "connection-discovered", connection.span,
      message: "\(connection.key.client) uses \(place) \(service.transport.rawValue) \(protocols)"
        + (faults.isEmpty ? "" : ": \(faults)"))
    appendNetwork(
      service.transport, connection.protocols, connection.bytes.total)
    text.append(#","source":{"ip":""#)
    text.append(text: "\(connection.key.client)")
    text.append(UInt8(ascii: "\""))
    append(integer: connection.bytes.sent, "bytes")
    append(first: report.host(connection.key.client)?.names ?? TextSet(), #","domain":"#)
    text.append(#"},"destination":{"ip":""#)
    text.append(text: "\(service.endpoint.address)")
    text.append(UInt8(ascii: "\""))
    if !service.isMedia { append(integer: Int64(service.endpoint.port), "port") }
    append(integer: connection.bytes.received, "bytes")
    append(first: report.host(service.endpoint.address)?.names ?? TextSet(), #","domain":"#)
    text.append("}")
    appendFindings(
      "connection",
      id: Self.id("\(connection.key.client) \(service.name)"))
    append(connection.protocols, "protocols")
    append(connection.software, "software")
    append(
      connection.flows, connection.requests, connection.calls, errors: connection.errors,
      unreached: connection.refused + connection.unanswered)
    if connection.expectedPackets > 0 {
      append(integer: connection.expectedPackets, "expected_packets")
      append(integer: connection.lostPackets, "lost_packets")
    }
    finish(from: start, connection.span)
  }

  // MARK: - Parts

  private mutating func appendHead(_ action: StaticString, _ span: SeenSpan, message: String) {
    text.append(#"{"@timestamp":""#)
    timestamp.append(span.last, digits: 6, to: &text)
    text.append(#"","message":"#)
    text.append(quoted: message)
    text.append(#","event":{"kind":"asset","module":"genesys","dataset":"genesys.discovery","#)
    text.append(#""category":["network"],"type":["info"],"action":""#)
    text.append(action)
    text.append(#"","start":""#)
    timestamp.append(span.first, digits: 6, to: &text)
    text.append(#"","end":""#)
    timestamp.append(span.last, digits: 6, to: &text)
    text.append(#""}"#)
  }

  private mutating func appendNetwork(
    _ transport: Transport, _ protocols: TextSet, _ bytes: Int64,
    application: TextSet = TextSet()
  ) {
    text.append(#","network":{"transport":""#)
    text.append(text: transport.rawValue)
    text.append(UInt8(ascii: "\""))
    append(first: protocols, #","protocol":"#)
    append(first: application, #","application":"#)
    append(integer: bytes, "bytes")
    text.append("}")
  }

  private mutating func append(_ tls: TLSFacts) {
    text.append(#","tls":{"#)
    var isFirst = true
    if let version = tls.versions.texts.first {
      let parts = version.split(separator: " ")
      text.append(#""version_protocol":"#)
      text.append(quoted: String(parts.first ?? ""))
      text.append(#","version":"#)
      text.append(quoted: String(parts.last ?? ""))
      isFirst = false
    }
    if let cipher = tls.ciphers.texts.first {
      text.append(isFirst ? #""cipher":"# : #","cipher":"#)
      text.append(quoted: cipher)
      isFirst = false
    }
    if let certificate = tls.certificates.last {
      text.append(isFirst ? #""server":{"subject":"# : #","server":{"subject":"#)
      text.append(quoted: certificate.subject)
      if let issuer = certificate.issuer {
        text.append(#","issuer":"#)
        text.append(quoted: issuer)
      }
      if let notAfter = certificate.notAfter {
        text.append(#","not_after":""#)
        timestamp.append(notAfter, digits: 3, to: &text)
        text.append(UInt8(ascii: "\""))
      }
      text.append("}")
    }
    text.append("}")
  }

  private mutating func appendFindings(_ kind: StaticString, id: String) {
    text.append(#","genesys":{"discovery":{"type":""#)
    text.append(kind)
    text.append(#"","id":""#)
    text.append(text: id)
    text.append(UInt8(ascii: "\""))
  }

  private mutating func append(
    _ flows: Int, _ requests: Int, _ calls: Int, errors: Int, unreached: Int
  ) {
    append(integer: Int64(flows), "flows")
    append(integer: Int64(requests), "requests")
    append(integer: Int64(calls), "calls")
    append(integer: Int64(errors), "errors")
    append(integer: Int64(unreached), "unreached")
  }

  private mutating func append(integer: Int64, _ name: StaticString) {
    text.append(#",""#)
    text.append(name)
    text.append(#"":"#)
    text.append(integer: integer)
  }

  private mutating func append(_ texts: TextSet, _ name: StaticString) {
    guard !texts.isEmpty else { return }
    text.append(#",""#)
    text.append(name)
    text.append(#"":["#)
    for (number, one) in texts.texts.enumerated() {
      if number > 0 { text.append(",") }
      text.append(quoted: one)
    }
    text.append("]")
  }

  private mutating func append(first texts: TextSet, _ member: StaticString) {
    guard let first = texts.texts.first else { return }
    text.append(member)
    text.append(quoted: first)
  }

  private mutating func finish(from start: Int, _ span: SeenSpan) {
    text.append("}}}\n")
    var hash = EventHash(key: EventHash.Value(high: 0, low: 0))
    text.withBytes { hash.append($0.extracting(start..<$0.count)) }
    ids.append(EventID(time: span.last, hash: hash.value()))
  }

  /// What a service or a connection is known by in all runs.
  private static func id(_ text: String) -> String {
    var hash = EventHash(key: EventHash.Value(high: 0, low: 0))
    let bytes = Array(text.utf8)
    hash.append(bytes.span)
    var out = JSONBuffer(capacity: 64)
    EventID(time: 0, hash: hash.value()).append(to: &out)
    return String(out.text().dropFirst(8))
  }
}
