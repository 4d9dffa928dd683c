package import PacketCapture

/// A call that has ended, or is followed no longer.
package struct EndedCall: Sendable {
  /// How it went.
  package enum State: String, Sendable, CaseIterable {
    /// Someone took it.
    case answered
    /// It was refused, or could not be put through.
    case failed
    /// The caller gave up.
    case cancelled
    /// Nobody took it.
    case unanswered
    /// Its beginning or its end is not known, and neither is which of the others it was.
    case incomplete
  }

  /// How it went.
  package let state: State
  /// Whether its beginning and its end were both seen.
  package let isComplete: Bool
  /// Who sent the first message, and to whom; the frame of the last one.
  package let head: PacketHead
  /// When the first message was seen, in nanoseconds since 1970.
  package let start: Int64
  /// From the INVITE to the first 180 or 183, in nanoseconds.
  package let ringDelay: Int64?
  /// From the INVITE to the answer that took it.
  package let setupTime: Int64?
  /// From that answer to BYE.
  package let talkTime: Int64?
  /// Who hung up.
  package let hangupBy: CallSide?
  /// The final answer to INVITE; nil if there was none.
  package let status: Int?
  /// The cause of the last Reason header.
  package let cause: Int?
  /// Messages that were seen.
  package let messages: Int
  /// Those of them that were seen before.
  package let retransmissions: Int
  /// What is said of it.
  let texts: CallTexts
  /// What stands for the call in tables.
  let key: UInt64

  /// Takes a call's account.
  ///
  /// - Parameter isCut: whether it was ended by nothing that was seen, but as no more is looked at.
  init(_ call: CallRecord, key: UInt64, isCut: Bool) {
    self.key = key
    let isBegun = call.invited != CallRecord.never
    let isEnded = call.left != CallRecord.never
    state = Self.state(call, isBegun: isBegun, isCut: isCut)
    isComplete =
      isBegun && state != .incomplete && (call.answered == CallRecord.never || isEnded)
    head = call.head
    start = call.first
    ringDelay = Self.time(call.invited, call.rang)
    setupTime = Self.time(call.invited, call.answered)
    talkTime = Self.time(call.answered, call.left)
    hangupBy = call.leaver
    status = call.status > 0 ? call.status : nil
    cause = call.cause
    texts = call.texts
    messages = call.messages
    retransmissions = call.retransmissions
  }

  private static func state(_ call: CallRecord, isBegun: Bool, isCut: Bool) -> State {
    if call.answered != CallRecord.never { return .answered }
    if call.status == 487 { return .cancelled }
    if call.status >= 300 { return .failed }
    if call.isCancelled || call.left != CallRecord.never && isBegun { return .cancelled }
    return isBegun && !isCut ? .unanswered : .incomplete
  }

  private static func time(_ start: Int64, _ end: Int64) -> Int64? {
    guard start != CallRecord.never, end != CallRecord.never else { return nil }
    return max(end &- start, 0)
  }

  /// Call-ID, From, To and Request-URI, as members of a JSON object.
  package var summary: String { text(texts.summary) }
  /// The text of the final answer, as a JSON string; empty if there is none.
  package var statusText: String { text(texts.status) }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: texts.bytes[range], as: UTF8.self)
  }
}
