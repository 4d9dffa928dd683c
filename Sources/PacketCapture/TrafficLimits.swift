/// How much is held of what is not complete, and for how long of a capture's time.
package struct TrafficLimits: Sendable {
  /// Packets of which fragments are missing.
  package var maxFragmented = 4096
  /// Bytes of such packets.
  package var maxFragmentBytes = 16 << 20
  /// How long fragments wait for the others: 30 seconds, as Linux has it.
  package var fragmentNanoseconds: Int64 = 30_000_000_000
  /// Connections that are known at a time.
  package var maxConnections = 65_536
  /// How long a connection is known after its last packet: 10 minutes.
  package var idleNanoseconds: Int64 = 600_000_000_000
  /// Bytes of one direction that wait for those before them.
  package var maxHeldBytes = 1 << 20
  /// Segments of one direction that wait for those before them.
  package var maxHeldSegments = 2048
  /// Bytes that wait in all connections.
  package var maxHeldBytesInAll = 32 << 20
  /// How long a hole is left open: 10 seconds.
  package var holeNanoseconds: Int64 = 10_000_000_000
  /// How long it is left open once the receiver has said that the bytes came: 1 second.
  package var acknowledgedHoleNanoseconds: Int64 = 1_000_000_000

  /// The limits that programs have.
  package static let standard = TrafficLimits()

  /// The standard limits.
  package init() {}
}
