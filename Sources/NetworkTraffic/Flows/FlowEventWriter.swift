import Event
import PacketCapture

/// Writes the event of a flow that has ended.
enum FlowEventWriter {
  /// Writes the event; its source is the client, its destination the server.
  static func write(_ ended: borrowing FlowTracker.Ended, to output: inout EventOutput) {
    let flow = ended.flow
    let facts = facts(flow)
    let state = flow.key.transport == .tcp ? flow.connection.state(isIdle: ended.isIdle) : nil
    output.begin(facts)
    appendMessage(facts, state, &output)
    output.describe(facts)
    output.locate(facts)
    appendMembers(flow, facts, state, &output.events)
    // At most one flow ends with a frame: its place names the event.
    output.end(naming: Span())
  }

  private static func facts(_ flow: Flow) -> EventFacts {
    let isSecond = flow.isClientSecond
    let head = PacketHead(
      stamp: flow.stamp, source: isSecond ? flow.key.second : flow.key.first,
      destination: isSecond ? flow.key.first : flow.key.second, transport: flow.key.transport,
      isV6: flow.isV6, vlan: flow.vlan)
    var facts = EventFacts(.flow, head, networkProtocol: flow.carried?.name)
    facts.sent = EventFacts.Amount(flow[isSecond])
    facts.received = EventFacts.Amount(flow[!isSecond])
    facts.whole.bytes = flow.forth.bytes + flow.back.bytes
    facts.whole.packets = flow.packets
    facts.start = flow.start
    facts.end = flow.stamp.time
    facts.duration = max(flow.stamp.time &- flow.start, 0)
    facts.application =
      GenesysSigns.named(by: flow.clues?.signs ?? 0).compactMap(\.application).first
    return facts
  }

  /// `tcp 192.0.2.10:40000 to 192.0.2.20:2020: 12 packets, 3400 bytes, closed`.
  private static func appendMessage(
    _ facts: borrowing EventFacts, _ state: StaticString?, _ output: inout EventOutput
  ) {
    let head = facts.head
    output.events.append(head.transport.name ?? "packets")
    output.events.append(UInt8(ascii: " "))
    append(head.source, head.transport, &output.events)
    output.events.append(" to ")
    append(head.destination, head.transport, &output.events)
    output.events.append(": ")
    output.events.append(integer: facts.whole.packets ?? 0)
    output.events.append(facts.whole.packets == 1 ? " packet, " : " packets, ")
    output.events.append(integer: facts.whole.bytes ?? 0)
    output.events.append(" bytes")
    for word in [facts.networkProtocol, state] {
      guard let word else { continue }
      output.events.append(", ")
      output.events.append(word)
    }
  }

  private static func append(
    _ end: Endpoint, _ transport: Transport, _ out: inout JSONBuffer
  ) {
    let isBracketed = transport.hasPorts && end.address.v4 == nil
    if isBracketed { out.append(UInt8(ascii: "[")) }
    out.append(end.address)
    if isBracketed { out.append(UInt8(ascii: "]")) }
    guard transport.hasPorts else { return }
    out.append(UInt8(ascii: ":"))
    out.append(integer: Int64(end.port))
  }

  /// The member `flow`, if there is anything in it.
  private static func appendMembers(
    _ flow: Flow, _ facts: borrowing EventFacts, _ state: StaticString?, _ out: inout JSONBuffer
  ) {
    let start = out.count
    out.append(#","flow":{"#)
    let empty = out.count
    if let state {
      out.append(#""state":""#)
      out.append(state)
      out.append(#"","#)
    }
    appendBanner(flow, &out)
    appendEvidence(flow, facts, &out)
    guard out.count > empty else { return out.truncate(to: start) }
    out.truncate(to: out.count - 1)
    out.append(UInt8(ascii: "}"))
  }

  /// The first line of the server; that of the client may be a password.
  private static func appendBanner(_ flow: Flow, _ out: inout JSONBuffer) {
    guard flow.carried?.hasGreeting ?? true, let clues = flow.clues else { return }
    let banner = flow.isClientSecond ? clues.first : clues.second
    guard !banner.isEmpty else { return }
    out.append(#""banner":"#)
    out.append(quoted: banner.span)
    out.append(UInt8(ascii: ","))
  }

  /// What makes one think of a Genesys server, where no other protocol was found.
  private static func appendEvidence(
    _ flow: Flow, _ facts: borrowing EventFacts, _ out: inout JSONBuffer
  ) {
    guard flow.carried == nil, flow.key.transport == .tcp else { return }
    let signs = GenesysSigns.named(by: flow.clues?.signs ?? 0)
    let port = GenesysSigns.usual(at: facts.head.destination.port)
    guard port != nil || !signs.isEmpty else { return }
    out.append(#""evidence":["#)
    for sign in signs {
      out.append(#""text \""#)
      out.append(sign.text)
      out.append(#"\"","#)
    }
    if let port {
      out.append(UInt8(ascii: "\""))
      out.append(port)
      out.append(#"","#)
    }
    out.truncate(to: out.count - 1)
    out.append("],")
  }
}

extension GenesysSigns {
  /// The signs of a set that an event names.
  fileprivate static func named(by signs: UInt64) -> [Sign] {
    guard signs != 0 else { return [] }
    return Array(
      all.indices.lazy.filter { signs >> UInt64($0) & 1 == 1 }.prefix(maxNamed).map { all[$0] })
  }
}

extension EventFacts.Amount {
  /// What one end of a flow sent.
  fileprivate init(_ side: Flow.Side) {
    self.init(bytes: side.bytes, packets: side.packets)
  }
}
