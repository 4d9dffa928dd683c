/// What SCTP says of a message besides its bytes (RFC 9260 s 3.3.1).
package struct SCTPMessage: Sendable, Equatable {
  /// The stream of the association that it is in.
  package var stream: UInt16
  /// Its place among the messages of the stream; nil where it may overtake others.
  package var sequence: UInt16?
  /// What it says its bytes are: a number of
  /// https://www.iana.org/assignments/sctp-parameters, 0 if it does not say.
  package var payloadProtocol: UInt32

  /// Makes a description.
  package init(stream: UInt16, sequence: UInt16?, payloadProtocol: UInt32) {
    self.stream = stream
    self.sequence = sequence
    self.payloadProtocol = payloadProtocol
  }
}
