/// Who sent a payload to whom, and in which frame it was complete.
package struct PacketHead: Sendable, Equatable {
  /// The frame that brought the last byte of it.
  package var stamp: FrameStamp
  /// The sender.
  package var source: Endpoint
  /// The receiver.
  package var destination: Endpoint
  /// What carried it.
  package var transport: Transport
  /// Whether IPv6 carried it.
  package var isV6: Bool
  /// The innermost VLAN, where there is one.
  package var vlan: UInt16?

  /// Makes a head.
  package init(
    stamp: FrameStamp, source: Endpoint, destination: Endpoint, transport: Transport, isV6: Bool,
    vlan: UInt16? = nil
  ) {
    self.stamp = stamp
    self.source = source
    self.destination = destination
    self.transport = transport
    self.isV6 = isV6
    self.vlan = vlan
  }
}

/// What takes payloads: datagrams, and streams of bytes; and packets as they come, for what counts them.
///
/// Of each stream the bytes come in order, without those that came twice; holes are told where they are.
/// After ``endStream(_:)`` its number may be that of another.
package protocol TrafficReader: ~Copyable {
  /// Takes the payload of a UDP datagram, of which `missing` bytes at the end were not captured.
  mutating func readDatagram(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead)

  /// Takes a message of SCTP, of which `missing` bytes at the end did not come or were not captured.
  mutating func readMessage(
    _ payload: Span<UInt8>, _ message: SCTPMessage, missing: Int, _ head: PacketHead)

  /// Whether a payload in the middle of a stream that is not wanted makes it wanted from there on.
  mutating func recognises(_ payload: Span<UInt8>, in stream: StreamNumber) -> Bool

  /// Takes the next bytes of a stream.
  ///
  /// - Returns: whether more of it is wanted.
  mutating func readStream(
    _ payload: Span<UInt8>, of stream: StreamNumber, _ place: StreamPlace, _ head: PacketHead
  ) -> Bool

  /// Says that the next `count` bytes of a stream are not there.
  mutating func skipStream(_ count: Int, of stream: StreamNumber)

  /// Says that a stream has ended, or is forgotten.
  mutating func endStream(_ stream: StreamNumber)

  /// Takes a TCP segment as it came, before its bytes are put in order; they follow as those of a stream.
  mutating func readSegment(_ payload: Span<UInt8>, _ segment: SegmentHead, _ head: PacketHead)

  /// Takes the payload of an IP packet of another transport, of which `missing` bytes at the end were not
  /// captured; its ports are 0.
  ///
  /// Of SCTP it has the chunks, and ports; messages that are whole by them follow.
  mutating func readPacket(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead)

  /// Says which time it is in the capture, every half second or so of it.
  ///
  /// - Returns: whether there is more to do at this time, so that it is called again soon.
  mutating func advance(to time: Int64) -> Bool

  /// Says that nothing follows, once all streams have ended.
  ///
  /// - Returns: whether there is more to do, so that it is called again.
  mutating func finish() -> Bool
}

/// For readers of datagrams and streams only, which count no packets and wait for nothing.
extension TrafficReader where Self: ~Copyable {
  package mutating func readMessage(
    _ payload: Span<UInt8>, _ message: SCTPMessage, missing: Int, _ head: PacketHead
  ) {}
  package mutating func readSegment(
    _ payload: Span<UInt8>, _ segment: SegmentHead, _ head: PacketHead
  ) {}
  package mutating func readPacket(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead) {}
  package mutating func advance(to time: Int64) -> Bool { false }
  package mutating func finish() -> Bool { false }
}

/// What a TCP segment says of its connection (RFC 9293 s 3.1).
package struct SegmentHead: Sendable, Equatable {
  /// What it opens, closes or acknowledges.
  package var flags: SegmentFlags
  /// The number of its first byte; of a SYN, that of the first byte of the stream.
  package var sequence: UInt32
  /// How many bytes of its payload were not captured.
  package var missing: Int

  /// Makes a head.
  package init(flags: SegmentFlags, sequence: UInt32, missing: Int = 0) {
    self.flags = flags
    self.sequence = sequence
    self.missing = missing
  }
}

/// Where in a stream bytes stand.
package enum StreamPlace: Sendable {
  /// At its beginning: the connection was seen to be opened.
  case start
  /// At the beginning of what was captured of it.
  case middle
  /// Behind other bytes.
  case next
}
