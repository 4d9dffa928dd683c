package import Event
package import PacketCapture

/// Hands datagrams and streams to the readers of their protocols, which make events of what is in them.
package struct TrafficEncoder: ~Copyable {
  private var output: EventOutput
  private var streams = StreamDispatch()

  /// Begins with nothing known.
  package init(_ options: TrafficOptions) {
    output = EventOutput(options)
  }

  /// The events since ``removeEvents()``, one a line.
  package var events: JSONBuffer {
    _read { yield output.events }
  }

  /// Where they stand.
  package var marks: [EventMark] { output.marks }

  /// What was found so far.
  package var counts: TrafficCounts { output.counts }

  /// Makes events of what waited for long enough at a time, in nanoseconds since 1970; for captures that have no
  /// frame for a while.
  package mutating func expire(at time: Int64) {
    output.calls.expire(at: time)
    output.writeEndedCalls()
  }

  /// Makes events of some of what still goes on, as no frame follows.
  ///
  /// - Returns: whether there is more of it, so that this has to be called again.
  package mutating func finish() -> Bool {
    let hasMore = output.calls.finish()
    output.writeEndedCalls()
    return hasMore
  }

  /// Forgets the events, which were taken, and keeps the memory.
  package mutating func removeEvents() {
    output.removeEvents()
  }
}

extension TrafficEncoder: TrafficReader {
  /// Asks the readers of datagrams, one after the other.
  package mutating func readDatagram(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead) {
    if streams.readers.sip.read(payload, missing: missing, head, into: &output) { return }
    switch output.calls.read(payload, missing: missing, head) {
    case .media: output.counts.mediaPackets += 1
    case .control: output.counts.mediaControl += 1
    case .other:
      output.counts.otherDatagrams += 1
      output.counts.otherDatagramBytes += Int64(payload.count)
    }
    output.writeEndedCalls()
  }

  /// Whether a segment begins with a message.
  package mutating func recognises(_ payload: Span<UInt8>, in stream: StreamNumber) -> Bool {
    streams.recognises(payload, in: stream)
  }

  /// Makes events of what the bytes complete.
  package mutating func readStream(
    _ payload: Span<UInt8>, of stream: StreamNumber, _ place: StreamPlace, _ head: PacketHead
  ) -> Bool {
    streams.read(payload, of: stream, place, head, into: &output)
  }

  /// Tells the reader of a hole.
  package mutating func skipStream(_ count: Int, of stream: StreamNumber) {
    streams.skip(count, of: stream, into: &output)
  }

  /// Makes events of what does not come to its end.
  package mutating func endStream(_ stream: StreamNumber) {
    streams.end(stream, into: &output)
  }
}
