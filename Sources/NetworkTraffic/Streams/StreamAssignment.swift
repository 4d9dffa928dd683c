import PacketCapture

/// What was found out about one direction of a connection.
struct StreamAssignment {
  /// Who reads it.
  enum Owner {
    /// Nobody yet.
    case unknown
    /// The reader of a protocol.
    case reader(StreamProtocol)
    /// Nobody any more: its reader has what it needs.
    case done(StreamProtocol)
    /// Nobody: it has no known protocol, as far as was looked.
    case other
  }

  /// Bytes that are looked at for the first message of a stream: 64 KiB.
  static let maxUnknown = 64 << 10

  /// Who reads it.
  var owner = Owner.unknown
  /// Bytes that may be the beginning of a first message, and that no reader has.
  var kept: [UInt8] = []
  /// Bytes that were looked at and are of no protocol.
  var seen = 0
  /// Bytes that were lost before the first message.
  var gapBytes = 0
  /// Where the next bytes stand for the reader: all but the first behind others.
  var place = StreamPlace.next
  /// What is before the bytes that are kept.
  var edge = StreamEdge.unknown
}
