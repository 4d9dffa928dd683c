/// What was found as tables for people: services, then connections.
package struct DiscoveryTable {
  private let report: DiscoveryReport
  private let width: Int?
  private let usesColor: Bool

  /// Writes a report for a page of `width` columns; nil is as wide as it takes.
  package init(_ report: DiscoveryReport, width: Int? = nil, usesColor: Bool = false) {
    self.report = report
    self.width = width
    self.usesColor = usesColor
  }

  /// The text.
  package var text: String {
    guard !report.services.isEmpty else {
      return "no traffic between hosts was seen\n"
    }
    var text = services.text(width: width, usesColor: usesColor)
    text += "\n" + connections.text(width: width, usesColor: usesColor)
    if let note = report.limitNote { text += "\n" + note + "\n" }
    return text
  }

  private var services: TextTable {
    var table = TextTable([
      .init("SERVICE"), .init("VIA"), .init("PROTOCOL"),
      .init("CLIENTS", isNumber: true, order: 4), .init("FLOWS", isNumber: true, order: 6),
      .init("REQUESTS", isNumber: true, order: 3), .init("CALLS", isNumber: true, order: 2),
      .init("ERRORS", isNumber: true, order: 1), .init("BYTES", isNumber: true, order: 5),
      .init("FIRST SEEN", order: 8), .init("LAST SEEN", order: 7), .init("NAMES", order: 9),
      .init("WHAT"),
    ])
    for service in report.services {
      let use = report.use(of: service)
      table.add([
        service.place, service.key.transport.rawValue, service.protocolText,
        Self.number(use.clients),
        Self.number(use.flows), Self.number(use.requests), Self.number(use.calls),
        Self.number(use.errors + use.unreached), Volume.of(use.bytes.total),
        Instant.short(service.span.first), Instant.short(service.span.last),
        service.names.joined(", "), service.description.isEmpty ? "-" : service.description,
      ])
    }
    return table
  }

  private var connections: TextTable {
    var table = TextTable([
      .init("CLIENT"), .init("SERVICE"), .init("VIA", order: 3), .init("PROTOCOL"),
      .init("FLOWS", isNumber: true, order: 6), .init("REQUESTS", isNumber: true, order: 2),
      .init("CALLS", isNumber: true, order: 1), .init("SENT", isNumber: true, order: 4),
      .init("RECEIVED", isNumber: true, order: 4), .init("FIRST SEEN", order: 8),
      .init("LAST SEEN", order: 7), .init("CLIENT IS", order: 9), .init("FAULTS"),
    ])
    for connection in report.connections {
      let service = connection.key.service
      let place = service.isMedia ? "\(service.endpoint.address)" : "\(service.endpoint)"
      let faults = connection.faults
      table.add([
        "\(connection.key.client)", place, service.transport.rawValue,
        connection.protocols.isEmpty ? "unknown" : connection.protocols.joined("+"),
        Self.number(connection.flows), Self.number(connection.requests),
        Self.number(connection.calls), Volume.of(connection.bytes.sent),
        Volume.of(connection.bytes.received), Instant.short(connection.span.first),
        Instant.short(connection.span.last), connection.software.joined("; "),
        faults.isEmpty ? "-" : faults,
      ])
    }
    return table
  }

  /// Nothing for 0, so that a column without numbers is left out.
  private static func number(_ count: Int) -> String { count == 0 ? "" : "\(count)" }
}
