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

/// What takes payloads: datagrams, and streams of bytes.
///
/// Of each stream the bytes come in order, without those that came twice; holes are told where they are.
/// After ``endStream(_:)`` its number may be that of another.
package protocol TrafficReader: ~Copyable {
  /// Takes the payload of a UDP datagram, of which `missing` bytes at the end were not captured.
  mutating func readDatagram(_ payload: Span<UInt8>, missing: Int, _ head: PacketHead)

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
