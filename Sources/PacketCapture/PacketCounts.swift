/// What became of the frames of a capture: each is counted as what it carries, or why it was not decoded.
package struct PacketCounts: Sendable, Equatable {
  /// Frames read.
  package var frames = 0
  /// Bytes captured of them.
  package var bytes: Int64 = 0
  /// Frames of which the capture does not have all.
  package var cut = 0
  /// Frames whose first header is not known.
  package var unknownLink = 0
  /// Frames that carry no IP: ARP, spanning tree, LLDP.
  package var notInternet = 0
  /// Frames and packets whose headers are not what they should be, or cut.
  package var malformed = 0
  /// Packets that carry neither UDP nor TCP nor SCTP.
  package var otherTransport = 0
  /// Those, by the number of what they carry (https://www.iana.org/assignments/protocol-numbers).
  package var otherTransports: [UInt8: Int] = [:]
  /// Fragments of packets.
  package var fragments = 0
  /// Packets put together from fragments.
  package var reassembled = 0
  /// Packets of which fragments never came.
  package var unfinished = 0
  /// UDP datagrams.
  package var datagrams = 0
  /// TCP segments.
  package var segments = 0
  /// TCP segments of which nothing was new: sent again, keep-alives.
  package var repeated = 0
  /// TCP segments that came before others that belong before them.
  package var early = 0
  /// SCTP packets.
  package var sctpPackets = 0
  /// Parts of messages in those.
  package var chunks = 0
  /// Parts that came before.
  package var repeatedChunks = 0
  /// Messages of SCTP.
  package var messages = 0
  /// Messages of SCTP of which parts never came.
  package var unfinishedMessages = 0
  /// Connections of TCP.
  package var connections = 0
  /// Bytes of streams that the reader did not want.
  package var unwantedBytes: Int64 = 0
  /// Holes in streams.
  package var gaps = 0
  /// Bytes of those holes.
  package var gapBytes: Int64 = 0

  /// Nothing counted.
  package init() {}
}
