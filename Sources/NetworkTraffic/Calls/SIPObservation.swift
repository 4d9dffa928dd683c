/// What is known of a message by those before it.
package struct SIPObservation: Sendable, Equatable {
  /// Of a response, when its request was seen first; nil if it was not, or of a request.
  package var requestTime: Int64?
  /// Whether the same message was seen before, between the same ends.
  package var isRetransmission = false

  /// What stands for its call in tables, if it has one that goes on; else 0.
  var call: UInt64 = 0

  /// Of a message of which nothing is known.
  package init() {}
}
