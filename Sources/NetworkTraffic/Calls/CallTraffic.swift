import PacketCapture
import WireDecoder

/// The calls that messages are of and the media that go with them, whichever reader found the messages.
struct CallTraffic: ~Copyable {
  private var calls = CallTracker()
  private var media = MediaTable()

  /// Whether a call or a stream has ended, whose event is to be written.
  var hasEnded: Bool { !calls.ended.isEmpty || !media.ended.isEmpty }

  /// Takes in a message that the decoder has read; returns what is known of it.
  mutating func note(
    _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, _ head: PacketHead
  ) -> SIPObservation {
    let observation = calls.note(message, decoder, head)
    if observation.call != 0, decoder.mediaCount > 0, offers(message, decoder) {
      media.name(message, decoder, call: observation.call, at: head.stamp.time)
    }
    return observation
  }

  /// Takes in a datagram that is no message.
  mutating func read(
    _ payload: Span<UInt8>, missing: Int, _ head: PacketHead
  ) -> MediaTable.Kind {
    media.read(payload, missing: missing, head)
  }

  /// Ends some of what waited for long enough; returns whether there is more.
  mutating func expire(at time: Int64) -> Bool {
    let hasMoreCalls = calls.expire(at: time)
    return media.expire(at: time) || hasMoreCalls
  }

  /// Ends some of what goes on, as nothing follows; returns whether there is more.
  mutating func finish() -> Bool {
    calls.finish() || media.finish()
  }

  /// The next call that has ended, which is forgotten; nil if there is none.
  mutating func takeEndedCall() -> EndedCall? {
    guard let call = calls.takeEnded() else { return nil }
    media.close(call.key)
    return call
  }

  /// The next stream that has ended, which is forgotten; nil if there is none.
  mutating func takeEndedStream() -> EndedStream? { media.takeEnded() }

  /// Enters what was given up.
  func fill(_ counts: inout TrafficCounts) {
    counts.givenUpCalls = calls.givenUpCalls
    counts.givenUpTransactions = calls.givenUpTransactions
    counts.givenUpStreams = media.givenUp
  }

  /// Whether a message's session description is an offer or an answer (RFC 3264, RFC 6337).
  private func offers(_ message: Span<UInt8>, _ decoder: borrowing SIPDecoder) -> Bool {
    switch decoder.requestMethod(message) {
    case .invite, .ack, .prack, .update: true
    case .bye, .cancel, .other, nil: false
    }
  }
}
