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
  init?(_ reader: EventReader, _ event: Span<UInt8>) {
    guard let source = reader.address(.sourceIP, in: event),
      let destination = reader.address(.destinationIP, in: event),
      let time = reader.time(.timestamp, in: event),
      let transport = Self.transport(reader, event)
    else { return nil }
    self.source = Endpoint(source, Self.port(.sourcePort, reader, event))
    self.destination = Endpoint(destination, Self.port(.destinationPort, reader, event))
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

  private static func port(
    _ field: EventField, _ reader: EventReader, _ event: Span<UInt8>
  ) -> UInt16 {
    UInt16(clamping: reader.count(field, in: event) ?? 0)
  }

  private static func transport(_ reader: EventReader, _ event: Span<UInt8>) -> Transport? {
    if reader.isText(.transport, "udp", in: event) { return .udp }
    if reader.isText(.transport, "tcp", in: event) { return .tcp }
    if reader.isText(.transport, "sctp", in: event) { return .sctp }
    return nil
  }
}
