import PacketCapture

/// Reads the datagrams of one protocol.
protocol DatagramReading: ~Copyable {
  /// Takes the payload of a datagram, of which `missing` bytes at the end were not captured.
  ///
  /// - Returns: whether it is of this protocol; else the next reader is asked.
  mutating func read(
    _ payload: Span<UInt8>, missing: Int, _ head: PacketHead, into output: inout EventOutput
  ) -> Bool
}
