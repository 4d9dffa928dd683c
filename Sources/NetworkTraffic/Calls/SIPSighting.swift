package import PacketCapture

/// When and between whom a message was seen: all that calls are followed by besides its bytes.
///
/// Nothing of packets: what a log says of a message will do.
package struct SIPSighting: Sendable {
  /// Nanoseconds since 1970.
  package let time: Int64
  /// The sender.
  package let source: Endpoint
  /// The receiver.
  package let destination: Endpoint

  /// Makes a sighting.
  package init(time: Int64, source: Endpoint, destination: Endpoint) {
    self.time = time
    self.source = source
    self.destination = destination
  }
}

/// What is known of a message by those before it.
package struct SIPObservation: Sendable, Equatable {
  /// Of a response, when its request was seen first; nil if it was not, or of a request.
  package var requestTime: Int64?
  /// Whether the same message was seen before, between the same ends.
  package var isRetransmission = false

  /// Of a message of which nothing is known.
  package init() {}
}
