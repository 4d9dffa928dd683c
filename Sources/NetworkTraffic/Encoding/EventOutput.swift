import Event
import PacketCapture

/// Takes the events of all readers: their bytes, where each stands, and what was counted.
///
/// A reader writes an event in steps, the parts between them itself:
///
///     output.begin(facts)     // {"@timestamp":"...","message":"
///     ... the inside of a JSON string, without secrets
///     output.describe(facts)  // ","tags":[...],"log":{...},"event":{...
///     ... ,"original":"..." and the like
///     output.locate(facts)    // },"network":{...},"source":{...},"destination":{...},"wire":{...}
///     ... ,"http":{...} and the like
///     output.end(naming: request)
struct EventOutput: ~Copyable {
  /// The events so far, one a line.
  var events = JSONBuffer(capacity: 1 << 20)
  /// Where they stand.
  private(set) var marks: [EventMark] = []
  /// What was found so far.
  var counts = TrafficCounts()
  /// The calls that messages are of.
  var calls = CallTraffic()
  /// What was asked for.
  let options: TrafficOptions
  /// How many events were written in all.
  private(set) var written = 0
  /// The bytes that readers keep of what is not complete; each counts its own.
  var heldBytes = 0

  private let origin: EventOrigin
  private var timestamp = TimestampText()
  private var flows = CommunityID()
  private var ordinals = EventOrdinals()
  /// The event that is being written: where it begins, and what it is.
  private var start = 0
  private var stamp = FrameStamp(number: 0, time: 0, digits: 0, offset: 0)
  private var dataset = EventDataset.sip

  /// Bytes of what is not complete that are kept in all: 64 MiB.
  private static let maxHeld = 64 << 20

  /// Begins with nothing.
  init(_ options: TrafficOptions) {
    self.options = options
    origin = EventOrigin(options)
  }

  /// Whether readers keep so much that the one that was asked last has to give up what it has.
  var isFull: Bool { heldBytes > Self.maxHeld }

  /// Forgets the events, which were taken, and keeps the memory.
  mutating func removeEvents() {
    events.removeAll()
    marks.removeAll(keepingCapacity: true)
  }

  /// Ends the event that was begun, which is about the bytes `content`.
  mutating func end(naming content: Span<UInt8>) {
    events.append("}\n")
    written += 1
    marks.append(
      EventMark(
        start: start, time: stamp.time / 1000, offset: stamp.offset,
        ordinal: ordinals.next(dataset, at: stamp.offset), hash: hash(content)))
  }

  private func hash(_ content: Span<UInt8>) -> EventHash.Value {
    let zero = EventHash.Value(high: 0, low: 0)
    guard options.namesEvents else { return zero }
    var hash = EventHash(key: zero)
    hash.append(content)
    return hash.value()
  }
}

extension EventOutput {
  /// Begins an event, up to the inside of `message`.
  mutating func begin(_ facts: borrowing EventFacts) {
    (start, stamp, dataset) = (events.count, facts.head.stamp, facts.dataset)
    events.append(#"{"@timestamp":""#)
    append(time: stamp.time, digits: stamp.digits)
    events.append(#"","message":""#)
  }

  /// Goes on with an event, behind the inside of `message`, up to the end of the last member of `event`.
  mutating func describe(_ facts: borrowing EventFacts) {
    events.append(UInt8(ascii: "\""))
    let tags = facts.gapBytes > 0 ? facts.tags.union(.gap) : facts.tags
    tags.append(to: &events)
    origin.append(facts.head.stamp, to: &events)
    events.append(#","event":{"#)
    events.append(facts.dataset.members)
    appendTime(#","start":""#, facts.start, facts.head.stamp.digits)
    appendTime(#","end":""#, facts.end, facts.head.stamp.digits)
    append(#","duration":"#, facts.duration)
  }

  /// Goes on with an event, behind the members of `event`, up to the end of `wire`.
  mutating func locate(_ facts: borrowing EventFacts) {
    appendNetwork(facts)
    events.append(#"},"source":{"ip":""#)
    append(facts.head.source, facts.head.transport, facts.sent)
    events.append(#"},"destination":{"ip":""#)
    append(facts.head.destination, facts.head.transport, facts.received)
    events.append(#"},"wire":{"frame":"#)
    events.append(integer: Int64(facts.head.stamp.number))
    if let frame = facts.responseFrame { append(#","response_frame":"#, Int64(frame)) }
    if facts.gapBytes > 0 { append(#","gap_bytes":"#, Int64(facts.gapBytes)) }
    if facts.isRetransmission { events.append(#","retransmission":true"#) }
    if facts.isOfWebSocket { events.append(#","websocket":true"#) }
    events.append(UInt8(ascii: "}"))
  }

  /// Appends a time, nanoseconds since 1970, with the digits that the capture tells.
  mutating func append(time: Int64, digits: Int) {
    let (quotient, remainder) = time.quotientAndRemainder(dividingBy: 1000)
    let isNegative = remainder < 0
    timestamp.append(isNegative ? quotient - 1 : quotient, digits: min(digits, 6), to: &events)
    guard digits > 6 else { return }
    // The last three digits stand before the Z.
    events.truncate(to: events.count - 1)
    let rest = isNegative ? remainder + 1000 : remainder
    if rest < 100 { events.append(UInt8(ascii: "0")) }
    if rest < 10 { events.append(UInt8(ascii: "0")) }
    events.append(integer: rest)
    events.append(UInt8(ascii: "Z"))
  }

  private mutating func appendNetwork(_ facts: borrowing EventFacts) {
    let head = facts.head
    appendTransport(head.transport, isV6: head.isV6)
    if let name = facts.networkProtocol { append(#","protocol":""#, name) }
    if let name = facts.application { append(#","application":""#, name) }
    append(facts.whole)
    if head.transport.hasPorts {
      events.append(#","community_id":""#)
      flows.append(head, to: &events)
      events.append(UInt8(ascii: "\""))
    }
    if let vlan = head.vlan {
      events.append(#","vlan":{"id":""#)
      events.append(integer: Int64(vlan))
      events.append(#""}"#)
    }
  }

  /// Begins the member `network`; what most packets have is one text.
  private mutating func appendTransport(_ transport: Transport, isV6: Bool) {
    switch (transport, isV6) {
    case (.udp, false): return events.append(#"},"network":{"type":"ipv4","transport":"udp""#)
    case (.tcp, false): return events.append(#"},"network":{"type":"ipv4","transport":"tcp""#)
    case (_, false): events.append(#"},"network":{"type":"ipv4""#)
    case (_, true): events.append(#"},"network":{"type":"ipv6""#)
    }
    if let name = transport.name {
      append(#","transport":""#, name)
    } else {
      events.append(#","iana_number":""#)
      events.append(integer: Int64(transport.rawValue))
      events.append(UInt8(ascii: "\""))
    }
  }

  private mutating func append(
    _ end: Endpoint, _ transport: Transport, _ amount: EventFacts.Amount
  ) {
    events.append(end.address)
    if transport.hasPorts {
      append(#"","port":"#, Int64(end.port))
    } else {
      events.append(UInt8(ascii: "\""))
    }
    append(amount)
  }

  private mutating func append(_ amount: EventFacts.Amount) {
    append(#","bytes":"#, amount.bytes)
    append(#","packets":"#, amount.packets)
  }

  private mutating func append(_ key: StaticString, _ number: Int64?) {
    guard let number else { return }
    events.append(key)
    events.append(integer: number)
  }

  private mutating func append(_ key: StaticString, _ text: StaticString) {
    events.append(key)
    events.append(text)
    events.append(UInt8(ascii: "\""))
  }

  private mutating func appendTime(_ key: StaticString, _ time: Int64?, _ digits: Int) {
    guard let time else { return }
    events.append(key)
    append(time: time, digits: digits)
    events.append(UInt8(ascii: "\""))
  }
}
