/// What was found in the payloads of a capture.
package struct TrafficCounts: Sendable, Equatable {
  /// SIP messages.
  package var messages = 0
  /// Messages of which bytes at the end are missing.
  package var truncated = 0
  /// Messages that are not what RFC 3261 asks for.
  package var damaged = 0
  /// Messages before or in which bytes of their stream are missing.
  package var afterGaps = 0
  /// HTTP requests with their answers, as far as they were seen.
  package var exchanges = 0
  /// Messages of WebSockets that are no SIP message.
  package var otherWebSocketMessages = 0
  /// TLS connections whose handshake, or a part of it, was seen.
  package var handshakes = 0
  /// Messages of SCTP that are no SIP.
  package var sctpMessages = 0
  /// Flows of which an event was made.
  package var flows = 0
  /// Datagrams that are no message.
  package var otherDatagrams = 0
  /// The bytes of those.
  package var otherDatagramBytes: Int64 = 0
  /// Directions of connections in which no message was found.
  package var otherStreams = 0
  /// The bytes of those that were looked at.
  package var otherStreamBytes: Int64 = 0
  /// Bytes between messages that belong to none, line ends aside.
  package var strayBytes: Int64 = 0

  /// Calls that have ended.
  package var calls = 0
  /// Streams of RTP that calls named.
  package var mediaStreams = 0
  /// Packets of those streams, and of RTCP.
  package var mediaPackets = 0
  package var mediaControl = 0
  /// Packets that stood alone where RTP was expected.
  package var strayMedia = 0
  /// Calls, transactions and streams that were given up, as there were too many at a time.
  package var givenUpCalls = 0
  package var givenUpTransactions = 0
  package var givenUpStreams = 0

  /// Nothing counted.
  package init() {}
}
