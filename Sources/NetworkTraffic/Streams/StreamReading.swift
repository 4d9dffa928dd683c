import PacketCapture

/// Reads the streams of one protocol: makes events of what is in them.
///
/// The bytes of a stream come in order, the first of them where ``judge(_:_:)`` found a message. What a
/// reader knows of a stream it keeps by its number, until the end; bytes that it keeps it counts in
/// ``EventOutput/heldBytes``, and gives them up where ``EventOutput/isFull`` says so.
protocol StreamReading: ~Copyable {
  /// Where in the bytes of a stream of which nothing is known the first message begins.
  static func judge(_ bytes: Span<UInt8>, _ edge: StreamEdge) -> Recognition

  /// Whether a segment begins with a message; asked of each segment where none was found.
  static func begins(_ segment: Span<UInt8>) -> Bool

  /// Takes the next bytes of a stream.
  ///
  /// - Parameters:
  ///   - place: `start` if its connection began with them, or what it was before was left for this
  ///     protocol; `middle` if they are the first of it that this reader sees; else `next`.
  ///   - head: the frame that completed them, from where to where.
  mutating func read(
    _ bytes: Span<UInt8>, of stream: StreamNumber, _ place: StreamPlace, _ head: PacketHead,
    into output: inout EventOutput
  ) -> StreamVerdict

  /// Says that the next `count` bytes are not there; also those before the first that is read.
  mutating func skip(_ count: Int, of stream: StreamNumber, into output: inout EventOutput)

  /// Says that a stream has ended: closed, reset, forgotten, or the capture ends.
  ///
  /// The other direction goes on until its own end; then both numbers are those of another connection.
  mutating func end(_ stream: StreamNumber, into output: inout EventOutput)
}

/// What is before the bytes of a stream of which nothing is known.
enum StreamEdge {
  /// Nothing: they are the first bytes of the connection.
  case start
  /// Something of no protocol, or that was not captured.
  case unknown
  /// A hole: they may begin within a line.
  case gap
}

/// Whether bytes of which nothing is known are those of a protocol.
enum Recognition: Equatable {
  /// A message begins at a place.
  case yes(at: Int)
  /// One may begin at a place, of which there is too little to tell.
  case notYet(from: Int)
  /// None begins in these bytes.
  case no
}

/// What a reader makes of a stream's bytes.
enum StreamVerdict {
  /// More of them are wanted.
  case wanted
  /// The rest of this direction is of no use.
  case unwanted
  /// What follows, in both directions, is of another protocol: a connection was upgraded.
  case upgraded(StreamUpgrade)
}

/// How a connection goes on in another protocol.
struct StreamUpgrade {
  /// The protocol; nil if only its bytes tell.
  let next: StreamProtocol?
  /// How many of the bytes that were read are of it already, at their end.
  let rest: Int
  /// Bytes of the other direction that are of it, and that the reader kept; no longer counted as held.
  var kept: [UInt8] = []
}
