package import Event
package import PacketCapture

/// Hands datagrams and streams to the readers of their protocols, which make events of what is in them,
/// and makes events of the flows themselves when they end.
package struct TrafficEncoder: ~Copyable {
  private var output: EventOutput
  private var streams = StreamDispatch()
  /// Nil where no events of flows are asked for.
  private var flows: FlowTracker?

  /// Events of flows that are written at once: they have to have room.
  private static let maxFlowEvents = 256

  /// Begins with nothing known.
  package init(_ options: TrafficOptions) {
    output = EventOutput(options)
    if options.flows != .none { flows = FlowTracker(maxFlows: options.maxFlows) }
  }

  /// The events since ``removeEvents()``, one a line.
  package var events: JSONBuffer {
    _read { yield output.events }
  }

  /// Where they stand.
  package var marks: [EventMark] { output.marks }

  /// What was found so far.
  package var counts: TrafficCounts { output.counts }

  /// Forgets the events, which were taken, and keeps the memory.
  package mutating func removeEvents() {
    output.removeEvents()
  }
}

extension TrafficEncoder: TrafficReader {
  // MARK: Datagrams

  /// Asks the readers of datagrams, one after the other.
  package mutating func readDatagram(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead) {
    let isOpen = flows?.take(head, size: payload.count + missing) ?? false
    writeDisplaced()
    if streams.readers.sip.read(payload, missing: missing, head, into: &output) {
      flows?.note(.sip)
      return
    }
    switch output.calls.read(payload, missing: missing, head) {
    case .media:
      output.counts.mediaPackets += 1
      flows?.note(.rtp)
      return
    case .control: output.counts.mediaControl += 1
    case .other:
      output.counts.otherDatagrams += 1
      output.counts.otherDatagramBytes += Int64(payload.count)
    }
    if isOpen { flows?.look(into: payload, head) }
  }

  /// Counts a packet of another transport.
  package mutating func readPacket(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead) {
    _ = flows?.take(head, size: payload.count + missing)
    writeDisplaced()
  }

  // MARK: Streams

  /// Counts a segment, and looks into it as long as it is not known what the connection carries.
  package mutating func readSegment(
    _ payload: Span<UInt8>, _ segment: SegmentHead, _ head: PacketHead
  ) {
    guard
      let isOpen = flows?.take(segment, head, size: payload.count + segment.missing)
    else { return }
    writeDisplaced()
    if isOpen { flows?.look(into: payload, head) }
  }

  /// Makes an event of a message of SCTP: SIP (RFC 4168) by its content, others by what they are said to be.
  package mutating func readMessage(
    _ payload: Span<UInt8>, _ message: SCTPMessage, missing: Int, _ head: PacketHead
  ) {
    let isSIP = streams.readers.sip.read(payload, missing: missing, head, into: &output)
    if !isSIP {
      SCTPEventWriter.write(payload, message, missing: missing, head, to: &output)
    }
    flows?.note(isSIP ? .sip : PayloadProtocols.network(message.payloadProtocol), of: head)
  }

  /// Whether a segment begins with a message.
  package mutating func recognises(_ payload: Span<UInt8>, in stream: StreamNumber) -> Bool {
    streams.recognises(payload, in: stream)
  }

  /// Makes events of what the bytes complete.
  package mutating func readStream(
    _ payload: Span<UInt8>, of stream: StreamNumber, _ place: StreamPlace, _ head: PacketHead
  ) -> Bool {
    let written = output.written
    let isWanted = streams.read(payload, of: stream, place, head, into: &output)
    if flows != nil {
      flows?.note(
        stream, isFirst: place != .next, head, streams.name(of: stream)?.network,
        hasEvents: output.written > written)
    }
    return isWanted
  }

  /// Tells the reader of a hole.
  package mutating func skipStream(_ count: Int, of stream: StreamNumber) {
    let written = output.written
    streams.skip(count, of: stream, into: &output)
    if output.written > written { flows?.noteEvents(of: stream) }
  }

  /// Makes events of what does not come to its end.
  package mutating func endStream(_ stream: StreamNumber) {
    let written = output.written
    streams.end(stream, into: &output)
    if output.written > written { flows?.noteEvents(of: stream) }
  }

  // MARK: Time

  /// Makes events of the calls, streams of media and flows that have ended.
  package mutating func advance(to time: Int64) -> Bool {
    let hasMore = output.calls.expire(at: time)
    output.writeEndedCalls()
    for _ in 0..<Self.maxFlowEvents {
      guard let ended = flows?.next(at: time) else { return hasMore }
      write(ended)
    }
    return hasMore || flows != nil
  }

  /// Makes events of the calls, streams of media and flows that are left.
  package mutating func finish() -> Bool {
    let hasMore = output.calls.finish()
    output.writeEndedCalls()
    if hasMore { return true }
    for _ in 0..<Self.maxFlowEvents {
      guard let ended = flows?.last() else { return false }
      write(ended)
    }
    return flows != nil
  }

  /// Makes events of flows that had to end for others.
  private mutating func writeDisplaced() {
    guard flows?.hasDisplaced ?? false else { return }
    while let ended = flows?.takeDisplaced() { write(ended) }
  }

  private mutating func write(_ ended: FlowTracker.Ended) {
    guard output.options.flows == .all || !ended.flow.hasEvents else { return }
    output.counts.flows += 1
    FlowEventWriter.write(ended, to: &output)
  }
}
