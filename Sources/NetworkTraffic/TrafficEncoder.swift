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

  /// Forgets the events, which were taken, and keeps the memory.
  package mutating func removeEvents() {
    output.removeEvents()
  }
}

extension TrafficEncoder: TrafficReader {
  /// Asks the readers of datagrams, one after the other.
  package mutating func readDatagram(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead) {
    if streams.readers.sip.read(payload, missing: missing, head, into: &output) { return }
    output.counts.otherDatagrams += 1
    output.counts.otherDatagramBytes += Int64(payload.count)
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
