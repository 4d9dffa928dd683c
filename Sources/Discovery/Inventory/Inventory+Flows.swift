import Event

extension Inventory {
  /// Adds a flow, which tells volumes and who is the client.
  mutating func addFlow(_ facts: EventFacts, _ event: Span<UInt8>) {
    if reader.isText(.networkProtocol, "rtp", in: event)
      || reader.isText(.networkProtocol, "rtcp", in: event)
    {
      return addMediaFlow(facts, event)
    }
    var bytes = ByteCounts()
    bytes.add(sent: reader.count(.sourceBytes, in: event) ?? 0)
    bytes.add(received: reader.count(.destinationBytes, in: event) ?? 0)
    if let conversation = conversations.removeValue(forKey: facts.conversation) {
      settle(conversation, facts.conversation, flow: (facts, bytes))
      // Over UDP each side may be a server to the other, and the flow is no connection of one client.
      if facts.transport == .udp { return }
    }
    let isRefused = reader.isText(.flowState, "refused", in: event)
    let isUnanswered = reader.isText(.flowState, "unanswered", in: event)
    let protocols = Self.protocols(reader, event)
    let evidence = reader.texts(.flowEvidence, in: event)
    let application = reader.text(.application, in: event)
    let banner = reader.text(.flowBanner, in: event)
    change(facts.service, facts.span) { service in
      if isRefused {
        service.refused += 1
      } else if isUnanswered {
        service.unanswered += 1
      } else {
        service.accepted += 1
      }
      service.protocols.add(protocols)
      service.evidence.add(evidence)
      service.applications.add(application)
      service.software.add(banner)
    }
    change(facts.source.address, facts.service, facts.span) { connection in
      connection.flows += 1
      if isRefused { connection.refused += 1 }
      if isUnanswered { connection.unanswered += 1 }
      connection.protocols.add(protocols)
      connection.flowBytes.add(sent: bytes.sent)
      connection.flowBytes.add(received: bytes.received)
    }
  }

  /// Adds a message of SCTP, of which the payload's kind is known.
  mutating func addSCTP(_ facts: EventFacts, _ event: Span<UInt8>) {
    // Who opened the association, its flow tells; till then the well-known port is the service's.
    let isAnswer = facts.source.port < facts.destination.port
    let server = isAnswer ? facts.source : facts.destination
    let client = isAnswer ? facts.destination : facts.source
    let key = ServiceKey(server, .sctp)
    let name = reader.text(.sctpProtocol, in: event)
    let bytes = reader.count(.sourceBytes, in: event) ?? 0
    change(key, facts.span) { $0.protocols.add(name) }
    change(client.address, key, facts.span) { connection in
      connection.protocols.add(name)
      if isAnswer {
        connection.messageBytes.add(received: bytes)
      } else {
        connection.messageBytes.add(sent: bytes)
      }
    }
  }

  /// What is spoken, as an event says; words only, as they are shown among other words.
  private static func protocols(_ reader: EventReader, _ event: Span<UInt8>) -> [String] {
    reader.texts(.networkProtocol, in: event)
  }

  // MARK: - Media

  /// Adds a flow of media, which has no client: both sides send.
  private mutating func addMediaFlow(_ facts: EventFacts, _ event: Span<UInt8>) {
    let name = reader.text(.networkProtocol, in: event)
    let sent = reader.count(.sourceBytes, in: event) ?? 0
    let received = reader.count(.destinationBytes, in: event) ?? 0
    changeMedia(facts, name) { connection, isFromClient in
      connection.flows += 1
      connection.flowBytes.add(sent: isFromClient ? sent : received)
      connection.flowBytes.add(received: isFromClient ? received : sent)
    }
  }

  /// Adds a stream of media, which goes one way.
  mutating func addMediaStream(_ facts: EventFacts, _ event: Span<UInt8>) {
    let bytes = reader.count(.rtpBytes, in: event) ?? 0
    let expected = reader.count(.rtpExpected, in: event) ?? 0
    let lost = reader.count(.rtpLost, in: event) ?? 0
    changeMedia(facts, "rtp") { connection, isFromClient in
      if isFromClient {
        connection.messageBytes.add(sent: bytes)
      } else {
        connection.messageBytes.add(received: bytes)
      }
      connection.expectedPackets = ByteCounts.sum(connection.expectedPackets, expected)
      connection.lostPackets = ByteCounts.sum(connection.lostPackets, lost)
    }
  }

  /// Changes what two hosts have of media: a service each, and one connection, from the smaller address.
  private mutating func changeMedia(
    _ facts: EventFacts, _ name: String?, _ body: (inout Connection, Bool) -> Void
  ) {
    for end in [facts.source, facts.destination] {
      change(ServiceKey(mediaOf: end.address), facts.span) { service in
        service.protocols.add(name)
        service.add(port: end.port)
      }
    }
    let isFromClient = facts.source.address <= facts.destination.address
    let client = min(facts.source.address, facts.destination.address)
    let key = ServiceKey(mediaOf: max(facts.source.address, facts.destination.address))
    change(client, key, facts.span) { connection in
      connection.protocols.add(name)
      body(&connection, isFromClient)
    }
  }
}
