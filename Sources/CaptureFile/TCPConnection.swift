/// A TCP connection as it is made up around the messages that went over it (RFC 9293).
struct TCPConnection {
  /// From the end that opened it to the other.
  private let forth: FrameWriter.Route
  private let back: FrameWriter.Route
  /// The sequence numbers of the next bytes of both.
  private var next: (opener: UInt32, acceptor: UInt32)

  /// A receiver acknowledges every second full segment (RFC 9293 s 3.8.6.3), so that no window
  /// is ever full.
  private static let segmentsAnAcknowledgement = 2

  /// A connection that `opener` is going to open.
  ///
  /// - Parameter first: the first sequence number of the opener.
  init(opener: WireEndpoint, acceptor: WireEndpoint, first: UInt32) {
    forth = FrameWriter.Route(source: opener, destination: acceptor)
    back = FrameWriter.Route(source: acceptor, destination: opener)
    // Any other number; both ends of a connection have their own.
    next = (first, first ^ 0x5555_5555)
  }

  /// The two ends.
  var key: ConnectionKey { ConnectionKey(forth.source, forth.destination) }

  /// Writes the handshake.
  mutating func open(time: Int64, to frames: inout FrameWriter) {
    append([.syn], isFromOpener: true, time: time, to: &frames)
    append([.syn, .acknowledge], isFromOpener: false, time: time, to: &frames)
    append([.acknowledge], isFromOpener: true, time: time, to: &frames)
  }

  /// Writes a message in segments, and what its receiver acknowledges.
  mutating func send(
    _ payload: Span<UInt8>, from source: WireEndpoint, time: Int64, to frames: inout FrameWriter
  ) {
    let isFromOpener = source == forth.source
    let maxSegment = forth.maxSegment
    var place = 0
    var unacknowledged = 0
    while place < payload.count {
      let end = place + min(maxSegment, payload.count - place)
      let isLast = end == payload.count
      append(
        isLast ? [.push, .acknowledge] : [.acknowledge], payload, place..<end,
        isFromOpener: isFromOpener, time: time, to: &frames)
      place = end
      unacknowledged += 1
      if isLast || unacknowledged == Self.segmentsAnAcknowledgement {
        append([.acknowledge], isFromOpener: !isFromOpener, time: time, to: &frames)
        unacknowledged = 0
      }
    }
  }

  /// Writes the end of both directions.
  mutating func close(time: Int64, to frames: inout FrameWriter) {
    append([.fin, .acknowledge], isFromOpener: true, time: time, to: &frames)
    append([.fin, .acknowledge], isFromOpener: false, time: time, to: &frames)
    append([.acknowledge], isFromOpener: true, time: time, to: &frames)
  }

  private mutating func append(
    _ flags: FrameWriter.Segment.Flags, isFromOpener: Bool, time: Int64,
    to frames: inout FrameWriter
  ) {
    append(
      flags, [UInt8]().span, 0..<0, isFromOpener: isFromOpener, time: time, to: &frames)
  }

  private mutating func append(
    _ flags: FrameWriter.Segment.Flags, _ payload: Span<UInt8>, _ range: Range<Int>,
    isFromOpener: Bool, time: Int64, to frames: inout FrameWriter
  ) {
    let (own, other) = isFromOpener ? (next.opener, next.acceptor) : (next.acceptor, next.opener)
    let segment = FrameWriter.Segment(
      sequence: own, acknowledgement: flags.contains(.acknowledge) ? other : 0, flags: flags)
    frames.append(segment, payload, range, isFromOpener ? forth : back, time: time)
    // SYN and FIN take a number, as a byte does.
    let taken = UInt32(range.count) + (flags.isDisjoint(with: [.syn, .fin]) ? 0 : 1)
    if isFromOpener { next.opener &+= taken } else { next.acceptor &+= taken }
  }
}
