package import Event
package import PacketCapture
import WireDecoder

/// An event, as it stands among the others.
package struct EventMark: Sendable {
  /// Where it begins.
  package let start: Int
  /// Microseconds since 1970, UTC.
  package let time: Int64
  /// Where the frame begins that completed its message, in the capture.
  package let offset: Int64
  /// Which of the messages it is that this frame completed, from 0 on.
  package let ordinal: Int
  /// What its message hashes to; zeros where no names are asked for.
  package let hash: EventHash.Value
}

/// Finds messages in datagrams and streams, and makes an event of each.
package struct TrafficEncoder: ~Copyable {
  /// The events since ``removeEvents()``, one a line.
  package private(set) var events = JSONBuffer(capacity: 1 << 20)
  /// Where they stand.
  package private(set) var marks: [EventMark] = []
  /// What was found so far.
  package private(set) var counts = TrafficCounts()

  private let namesEvents: Bool
  private var decoder = SIPDecoder()
  private var writer: SIPEventWriter
  private var streams: [SIPStream] = []
  /// The bytes of incomplete messages in all streams.
  private var heldBytes = 0
  private var lastOffset: Int64 = -1
  private var ordinal = 0

  /// Bytes of incomplete messages that are kept in all streams: 64 MiB.
  private static let maxHeld = 64 << 20

  /// Begins with nothing known.
  package init(_ options: TrafficOptions) {
    namesEvents = options.namesEvents
    writer = SIPEventWriter(options)
  }

  /// Forgets the events, which were taken, and keeps the memory.
  package mutating func removeEvents() {
    events.removeAll()
    marks.removeAll(keepingCapacity: true)
  }

  /// Writes the event of a message; the decoder has read it.
  private mutating func encode(_ message: Span<UInt8>, _ context: SIPEventWriter.Context) {
    let stamp = context.head.stamp
    ordinal = stamp.offset == lastOffset ? ordinal + 1 : 0
    lastOffset = stamp.offset
    count(context)
    var hash = EventHash(key: EventHash.Value(high: 0, low: 0))
    if namesEvents { hash.append(message) }
    marks.append(
      EventMark(
        start: events.count, time: stamp.time / 1000, offset: stamp.offset, ordinal: ordinal,
        hash: hash.value()))
    writer.append(message, decoder, context, to: &events)
  }

  private mutating func count(_ context: SIPEventWriter.Context) {
    counts.messages += 1
    if context.gapBytes > 0 { counts.afterGaps += 1 }
    if context.isTruncated(decoder.problem) {
      counts.truncated += 1
    } else if decoder.problem != nil {
      counts.damaged += 1
    }
  }
}

extension TrafficEncoder: TrafficReader {
  /// Makes an event of a datagram that is a SIP message; what follows its body is not part of it
  /// (RFC 3261 s 18.3).
  package mutating func readDatagram(
    _ payload: Span<UInt8>, missing: Int, _ head: PacketHead
  ) {
    guard SIPFraming.isStart(payload) else {
      counts.otherDatagrams += 1
      counts.otherDatagramBytes += Int64(payload.count)
      return
    }
    _ = decoder.decode(payload)
    let end = decoder.body.upperBound
    counts.strayBytes += Int64(payload.count - end)
    // What was not captured may all stand behind the message.
    let isWhole = decoder.contentLength != nil && decoder.problem?.isOfLength != true
    var context = SIPEventWriter.Context(head: head, transport: SIPEventWriter.udp)
    context.missing = isWhole ? 0 : missing
    encode(payload, context)
  }

  /// Whether a segment begins with a message.
  package mutating func recognises(_ payload: Span<UInt8>) -> Bool {
    SIPFraming.isStart(payload)
  }

  /// Makes events of the messages that the bytes complete.
  package mutating func readStream(
    _ payload: Span<UInt8>, of number: StreamNumber, _ place: StreamPlace, _ head: PacketHead
  ) -> Bool {
    while streams.count <= number { streams.append(SIPStream()) }
    var stream = SIPStream()
    swap(&stream, &streams[number])
    defer { swap(&stream, &streams[number]) }
    stream.head = head
    if case .other = stream.state { stream.state = .unknown(0) }
    if stream.buffer.isEmpty {
      let rest = read(payload, &stream, head)
      keep(payload.extracting(rest..<payload.count), &stream)
    } else {
      keep(payload, &stream)
      if !stream.isWaiting(for: 0) { readBuffer(&stream, head) }
    }
    if heldBytes > Self.maxHeld { giveUp(&stream, gap: 0) }
    guard case .other = stream.state else { return true }
    counts.otherStreams += 1
    counts.otherStreamBytes += Int64(SIPStream.maxUnknown)
    return false
  }

  /// Names the hole in the message that it is in, or in the next one.
  package mutating func skipStream(_ count: Int, of number: StreamNumber) {
    guard number < streams.count else { return }
    var stream = SIPStream()
    swap(&stream, &streams[number])
    defer { swap(&stream, &streams[number]) }
    giveUp(&stream, gap: count)
  }

  /// Makes an event of a message that does not come to its end.
  package mutating func endStream(_ number: StreamNumber) {
    guard number < streams.count else { return }
    var stream = SIPStream()
    swap(&stream, &streams[number])
    if case .unknown(let seen) = stream.state {
      let count = seen + stream.buffer.count
      if count > 0 { counts.otherStreams += 1 }
      counts.otherStreamBytes += Int64(count)
    }
    giveUp(&stream, gap: 0)
  }
}

extension TrafficEncoder {
  /// Makes events of the messages in bytes; returns where the first begins that is not complete.
  private mutating func read(
    _ bytes: Span<UInt8>, _ stream: inout SIPStream, _ head: PacketHead
  ) -> Int {
    var place = 0
    while let found = stream.next(bytes, &place, &decoder, &counts.strayBytes) {
      let message = bytes.extracting(found.range)
      if !found.isDecoded { _ = decoder.decode(message) }
      var context = SIPEventWriter.Context(head: head, transport: SIPEventWriter.tcp)
      context.isCut = found.isCut
      context.gapBytes = stream.gapBytes
      stream.gapBytes = 0
      encode(message, context)
    }
    return place
  }

  /// Does the same with what was kept.
  private mutating func readBuffer(_ stream: inout SIPStream, _ head: PacketHead) {
    var bytes: [UInt8] = []
    swap(&bytes, &stream.buffer)
    let rest = read(bytes.span, &stream, head)
    heldBytes -= rest
    bytes.removeFirst(rest)
    swap(&bytes, &stream.buffer)
  }

  private mutating func keep(_ bytes: Span<UInt8>, _ stream: inout SIPStream) {
    heldBytes += bytes.count
    bytes.withUnsafeBufferPointer { stream.buffer.append(contentsOf: $0) }
  }

  /// Makes an event of what there is of a message, of which the next `gap` bytes are lost.
  ///
  /// Where its length is known and more than that, the bytes behind the hole are the rest of it.
  private mutating func giveUp(_ stream: inout SIPStream, gap: Int) {
    var bytes: [UInt8] = []
    swap(&bytes, &stream.buffer)
    heldBytes -= bytes.count
    let isStart = !bytes.isEmpty && SIPFraming.isStart(bytes.span)
    let isWithin = stream.leave(gap, behind: bytes.count)
    guard isStart, let head = stream.head else {
      if !isWithin { stream.gapBytes += gap }
      if !stream.isUnknown { counts.strayBytes += Int64(bytes.count) }
      return
    }
    _ = decoder.decode(bytes.span)
    var context = SIPEventWriter.Context(head: head, transport: SIPEventWriter.tcp)
    context.isCut = true
    context.gapBytes = stream.gapBytes + gap
    stream.gapBytes = 0
    encode(bytes.span, context)
  }
}
