import Event

/// What every event between two endpoints says.
struct EventFacts {
  /// In events of flows, HTTP and TLS the client, else the sender.
  let source: Endpoint
  /// The other one.
  let destination: Endpoint
  let transport: Transport
  let span: SeenSpan

  /// Takes what the reader has read; nil if that is not between two endpoints, or has no time.
  ///
  /// - Parameter own: the end that a log does not name, as it is its server's.
  init?(_ reader: EventReader, _ event: Span<UInt8>, own: Endpoint?) {
    guard
      let source = Self.end(.sourceIP, .sourcePort, reader, event)
        ?? (reader.isText(.direction, "egress", in: event) ? own : nil),
      let destination = Self.end(.destinationIP, .destinationPort, reader, event)
        ?? (reader.isText(.direction, "ingress", in: event) ? own : nil),
      let time = reader.time(.timestamp, in: event),
      let transport = Self.transport(reader, event)
    else { return nil }
    self.source = source
    self.destination = destination
    self.transport = transport
    span = SeenSpan(
      reader.time(.start, in: event) ?? time, reader.time(.end, in: event) ?? time)
  }

  /// The service, where the source is the client.
  var service: ServiceKey { ServiceKey(destination, transport) }

  /// The conversation that it is part of.
  var conversation: Conversation.Key {
    Conversation.Key(
      low: min(source, destination), high: max(source, destination), transport: transport)
  }

  private static func end(
    _ address: EventField, _ port: EventField, _ reader: EventReader, _ event: Span<UInt8>
  ) -> Endpoint? {
    reader.address(address, in: event).map {
      Endpoint($0, UInt16(clamping: reader.count(port, in: event) ?? 0))
    }
  }

  private static func transport(_ reader: EventReader, _ event: Span<UInt8>) -> Transport? {
    if reader.isText(.transport, "udp", in: event) { return .udp }
    if reader.isText(.transport, "tcp", in: event) { return .tcp }
    if reader.isText(.transport, "tls", in: event) { return .tcp }
    if reader.isText(.transport, "sctp", in: event) { return .sctp }
    return nil
  }
}
