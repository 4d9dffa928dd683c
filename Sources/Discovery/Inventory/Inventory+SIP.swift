import Event

extension Inventory {
  /// Adds a message of SIP: a request, or the answer to one.
  mutating func addSIP(_ facts: EventFacts, _ event: Span<UInt8>) {
    nameLoggingHost(facts, event)
    let isRequest = reader.isText(.sipType, "request", in: event)
    let isRepeated = reader.isTrue(.retransmission)
    let bytes =
      reader.count(.sourceBytes, in: event) ?? reader.count(.networkBytes, in: event) ?? 0
    let software =
      reader.text(.sipServer, in: event) ?? reader.text(.sipUserAgent, in: event)
    let code = reader.count(.sipCode, in: event) ?? 0
    let isWebSocket = reader.isTrue(.webSocket)
    let isInvite =
      reader.isText(.sipMethod, "INVITE", in: event) && reader.value(.sipToTag) == nil
    let domain = isRequest ? domainName(.sipHost, event) : nil
    changeConversation(facts) { conversation, sourceIsLow in
      if isWebSocket { conversation.isWebSocket = true }
      let asker = isRequest == sourceIsLow ? \Conversation.low : \Conversation.high
      let sender = sourceIsLow ? \Conversation.low : \Conversation.high
      let receiver = sourceIsLow ? \Conversation.high : \Conversation.low
      conversation[keyPath: sender].software.add(software)
      conversation[keyPath: receiver].names.add(domain)
      if isRequest {
        conversation[keyPath: asker].sent = ByteCounts.sum(
          conversation[keyPath: asker].sent, bytes)
        if !isRepeated { conversation[keyPath: asker].requests += 1 }
        if !isRepeated, isInvite { conversation[keyPath: asker].invites += 1 }
      } else {
        conversation[keyPath: asker].received = ByteCounts.sum(
          conversation[keyPath: asker].received, bytes)
        // A challenge is no error: the request comes again with the answer to it.
        let isError = code >= 400 && code != 401 && code != 407
        if !isRepeated, isError { conversation[keyPath: asker].errors += 1 }
      }
    }
  }

  /// Adds a call that ended; its source is who began it.
  mutating func addCall(_ facts: EventFacts) {
    changeConversation(facts) { conversation, sourceIsLow in
      if sourceIsLow { conversation.low.calls += 1 } else { conversation.high.calls += 1 }
    }
  }

  /// In the log of a server, the host of the log is who received what comes in and who sent what goes out.
  private mutating func nameLoggingHost(_ facts: EventFacts, _ event: Span<UInt8>) {
    guard reader.value(.hostName) != nil, let name = domainName(.hostName, event) else { return }
    if reader.isText(.direction, "ingress", in: event) {
      nameHost(facts.destination.address, name, facts.span)
    } else if reader.isText(.direction, "egress", in: event) {
      nameHost(facts.source.address, name, facts.span)
    }
  }

  private mutating func changeConversation(
    _ facts: EventFacts, _ body: (inout Conversation, Bool) -> Void
  ) {
    let key = facts.conversation
    if conversations[key] == nil, conversations.count >= limits.conversations {
      settleConversations()
    }
    if conversations[key] == nil {
      conversationCount += 1
      conversations[key] = Conversation(number: conversationCount, span: facts.span)
    }
    // Taken out while it changes, so that nothing is copied.
    guard var conversation = conversations.removeValue(forKey: key) else { return }
    conversation.span.add(facts.span)
    body(&conversation, facts.source == key.low)
    conversations[key] = conversation
  }

  // MARK: - Settling

  /// Decides of all conversations who is the client.
  mutating func settleConversations() {
    let pending = conversations.sorted { $0.value.number < $1.value.number }
    conversations.removeAll(keepingCapacity: true)
    for (key, conversation) in pending { settle(conversation, key, flow: nil) }
  }

  /// Makes services and connections of a conversation, which a flow may tell more of.
  mutating func settle(
    _ conversation: Conversation, _ key: Conversation.Key,
    flow: (facts: EventFacts, bytes: ByteCounts)?
  ) {
    if key.transport == .udp, isPeerPort(key.low.port, key.high.port) {
      let isMutual = conversation.low.isAsking && conversation.high.isAsking
      // The bytes of a flow in which both ask cannot be told apart; those of the messages can.
      let part = flow.map { (facts: $0.facts, bytes: isMutual ? ByteCounts() : $0.bytes) }
      if conversation.low.isAsking || !conversation.high.isAsking {
        add(conversation, key, clientIsLow: true, counts: [conversation.low], flow: part)
      }
      if conversation.high.isAsking {
        add(conversation, key, clientIsLow: false, counts: [conversation.high], flow: part)
      }
      return
    }
    let clientIsLow = flow.flatMap { $0.facts.transport == .udp ? nil : $0.facts.source == key.low }
    add(
      conversation, key, clientIsLow: clientIsLow ?? isClientLow(conversation, key),
      counts: [conversation.low, conversation.high],
      flow: key.transport == .udp ? flow : nil)
  }

  /// Whether a SIP program that answers may be at both ports: then each side is a server to the other.
  private func isPeerPort(_ one: UInt16, _ other: UInt16) -> Bool {
    let firstEphemeral: UInt16 = 32_768  // Linux: ip_local_port_range
    return (one < firstEphemeral) == (other < firstEphemeral)
  }

  /// Who is the client, where no flow tells: not who has a port that is known or well known, or the lower one.
  private func isClientLow(_ conversation: Conversation, _ key: Conversation.Key) -> Bool {
    let isLowKnown = services[ServiceKey(key.low, key.transport)] != nil
    let isHighKnown = services[ServiceKey(key.high, key.transport)] != nil
    if isLowKnown != isHighKnown { return isHighKnown }
    let wellKnown: [UInt16] = [5060, 5061]
    let (isLow, isHigh) = (wellKnown.contains(key.low.port), wellKnown.contains(key.high.port))
    if isLow != isHigh { return isHigh }
    if key.low.port != key.high.port { return key.low.port > key.high.port }
    return conversation.low.requests >= conversation.high.requests
  }

  /// Enters one client and its service.
  ///
  /// - Parameter counts: the sides whose requests are part of it; with both, the server asks back.
  private mutating func add(
    _ conversation: Conversation, _ key: Conversation.Key, clientIsLow: Bool,
    counts: [Conversation.Side], flow: (facts: EventFacts, bytes: ByteCounts)?
  ) {
    let client = clientIsLow ? key.low : key.high
    let service = ServiceKey(clientIsLow ? key.high : key.low, key.transport)
    let clientSide = clientIsLow ? conversation.low : conversation.high
    let serverSide = clientIsLow ? conversation.high : conversation.low
    let protocols = conversation.isWebSocket ? ["sip", "websocket"] : ["sip"]
    change(service, conversation.span) { found in
      if flow != nil { found.accepted += 1 }
      found.protocols.add(protocols)
      found.software.add(serverSide.software.texts)
      found.names.add(serverSide.names.texts)
    }
    for name in serverSide.names.texts {
      nameHost(service.endpoint.address, name, conversation.span)
    }
    change(client.address, service, conversation.span) { connection in
      connection.protocols.add(protocols)
      connection.software.add(clientSide.software.texts)
      for side in counts {
        connection.requests += side.requests
        connection.errors += side.errors
        connection.invites += side.invites
        connection.endedCalls += side.calls
      }
      let asks = clientSide
      let answers = counts.count > 1 ? serverSide : Conversation.Side()
      connection.messageBytes.add(sent: ByteCounts.sum(asks.sent, answers.received))
      connection.messageBytes.add(received: ByteCounts.sum(asks.received, answers.sent))
      guard let flow else { return }
      connection.flows += 1
      let isAlong = flow.facts.source == client
      connection.flowBytes.add(sent: isAlong ? flow.bytes.sent : flow.bytes.received)
      connection.flowBytes.add(received: isAlong ? flow.bytes.received : flow.bytes.sent)
    }
  }
}
