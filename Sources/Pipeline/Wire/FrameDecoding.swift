package import Event
package import NetworkTraffic
package import PacketCapture

/// Frames on their way to events, whether they come from a file or as they are captured.
package struct FrameDecoding: ~Copyable {
  private var packets = PacketDecoder()
  private var traffic: TrafficEncoder
  private var sieve: EventSieve

  /// Begins with nothing known.
  ///
  /// - Parameters:
  ///   - path: the capture file.
  ///   - source: what the names of events follow from.
  init(_ options: WireOptions, path: String, source: EventHash.Value) {
    self.init(options, options.traffic(path: path), source: source)
  }

  /// Begins with nothing known, for frames that an observer captures.
  package init(_ options: WireOptions, _ observer: TrafficObserver, source: EventHash.Value) {
    var traffic = options.traffic(path: "")
    traffic.observer = observer
    self.init(options, traffic, source: source)
  }

  private init(_ options: WireOptions, _ traffic: TrafficOptions, source: EventHash.Value) {
    sieve = EventSieve(options, source: source)
    self.traffic = TrafficEncoder(traffic)
  }

  /// The events since ``begin()`` that were taken by ``take()``.
  var result: BlockResult {
    _read { yield sieve.result }
  }

  /// Whether there are any.
  package var hasEvents: Bool { sieve.result.counts.events > 0 }

  /// Enters what became of the frames so far.
  package func fill(_ report: inout WireReport) {
    report.packets = packets.counts
    report.traffic = traffic.counts
    report.events = sieve.counts
  }

  /// Forgets the events that were taken.
  package mutating func begin() { sieve.begin() }

  /// Counts bytes that frames were read from.
  package mutating func count(bytes: Int64) { sieve.count(bytes: bytes) }

  /// Decodes a frame; ``take()`` is to follow after some.
  package mutating func decode(_ frame: CapturedFrame, of bytes: Span<UInt8>) {
    packets.decode(frame, of: bytes, into: &traffic)
  }

  /// Says that no frame came up to `time`, nanoseconds since 1970: what is waited for for too long is given up.
  package mutating func advance(to time: Int64) {
    packets.advance(to: time, into: &traffic)
  }

  /// Takes over what was found, after filters and masking.
  package mutating func take() { sieve.take(&traffic) }

  /// Takes some of what was still waited for, as no frame follows; false once all is taken.
  package mutating func finish() -> Bool {
    sieve.begin()
    let hasMore = packets.finish(into: &traffic)
    sieve.take(&traffic)
    return hasMore
  }
}
