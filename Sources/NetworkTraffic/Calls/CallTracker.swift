import Event
package import PacketCapture
package import WireDecoder

/// Follows transactions (RFC 3261 s 17) and calls from their INVITE to their end, by the messages alone.
///
///     let observation = calls.note(message, decoder, head)
///     while let call = calls.takeEnded() { ... }
///
/// A call is all messages of one Call-ID, on whatever hops they are seen. Time is that of the messages; it
/// never goes back. Of packets it takes no more than who sent what to whom, and when.
package struct CallTracker: ~Copyable {
  /// Calls that have ended, and were not taken yet.
  package private(set) var ended: [EndedCall] = []
  /// How many of them were taken by ``takeEnded()``.
  private var taken = 0
  /// Calls that were given up while they went on, as there were too many.
  package private(set) var givenUpCalls = 0

  /// How many calls are known at a time.
  static let capacity = 65_536
  /// The bytes of texts that are kept of all calls: 32 MiB.
  private static let maxTextBytes = 32 << 20
  /// How long calls are waited for, by their phases: three minutes without a message before an answer
  /// (RFC 3261 s 16.6, timer C), four hours after it, five seconds once they end.
  private static let idle: [Int64] = [180_000_000_000, 14_400_000_000_000, 5_000_000_000]
  /// How long messages may come again when all is over: 32 seconds (64 * T1).
  private static let rest: Int64 = 32_000_000_000

  /// Calls that are ended at once, as the events of all need room.
  private static let maxEnded = 256

  private var clock = Int64.min
  private var transactions = TransactionTable()
  private var calls = RecentTable(
    capacity: capacity, lists: idle.count, blank: CallRecord.blank)
  /// Calls that are over, by their hashes alone.
  private var over = RecentTable(capacity: capacity, blank: UInt8(0))
  private var textBytes = 0
  private var text = JSONBuffer(capacity: 1024)

  /// Begins with nothing known.
  package init() {}

  /// Transactions that were given up without an answer, as there were too many.
  package var givenUpTransactions: Int { transactions.givenUp }

  /// Takes in a message that the decoder has read.
  ///
  /// - Returns: what is known of it.
  package mutating func note(
    _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, _ head: PacketHead
  ) -> SIPObservation {
    expire(at: head.stamp.time)
    guard let facts = SIPFacts(message, decoder, head) else { return SIPObservation() }
    let (noted, wasAnswered) = transactions.note(facts, at: clock)
    var observation = noted
    let isNew = !observation.isRetransmission
    guard let place = place(of: facts, isNew: isNew, message, decoder, head) else {
      return observation
    }
    var hasEnded = false
    calls[place].messages += 1
    if head.stamp.time >= calls[place].head.stamp.time { calls[place].head.stamp = head.stamp }
    if observation.isRetransmission {
      calls[place].retransmissions += 1
    } else {
      if calls[place].texts.callUUID.isEmpty, let callUUID = decoder.callUUID {
        keep(place) { $0.keepCallUUID(message, callUUID, in: &$1) }
      }
      hasEnded = follow(facts, wasAnswered: wasAnswered, message, decoder, head, place)
    }
    if hasEnded {
      end(place, isCut: false)
    } else {
      observation.call = facts.call
      calls.use(place, list: Int(calls[place].phase.rawValue), at: clock)
    }
    return observation
  }

  /// The next call that has ended, which is forgotten; nil if there is none.
  package mutating func takeEnded() -> EndedCall? {
    guard taken < ended.count else {
      ended.removeAll(keepingCapacity: true)
      taken = 0
      return nil
    }
    taken += 1
    return ended[taken - 1]
  }

  /// Ends some of the calls that waited for long enough.
  ///
  /// - Returns: whether there are more.
  @discardableResult
  package mutating func expire(at time: Int64) -> Bool {
    clock = max(clock, time)
    var count = 0
    for phase in 0..<Self.idle.count {
      while let place = calls.expired(phase, since: clock &- Self.idle[phase]) {
        if count == Self.maxEnded { return true }
        count += 1
        end(place, isCut: false)
      }
    }
    while let place = over.expired(since: clock &- Self.rest) { over.remove(place) }
    return false
  }

  /// Ends some of the calls that still go on, as no message follows.
  ///
  /// - Returns: whether there are more.
  package mutating func finish() -> Bool {
    for _ in 0..<Self.maxEnded {
      guard let place = oldest() else { return false }
      end(place, isCut: true)
    }
    return true
  }
}

extension CallTracker {
  /// Where the call of a message is; nil if it has none, or one that is over.
  ///
  /// INVITE and BYE have one, and so have their answers; all else only where such a message came before.
  private mutating func place(
    of facts: SIPFacts, isNew: Bool, _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder,
    _ head: PacketHead
  ) -> Int? {
    if let known = calls.find(facts.call) { return known }
    if let known = over.find(facts.call) {
      // Another call under the same Call-ID; all else comes late.
      guard isNew, facts.isRequest, facts.method == .invite, facts.toTag == 0 else { return nil }
      over.remove(known)
    }
    guard facts.method == .invite || facts.method == .bye, facts.status != 481 else { return nil }
    makeRoom()
    let place = calls.insert(
      facts.call, CallRecord(head), list: Int(CallRecord.Phase.ringing.rawValue), at: clock)
    calls[place].texts = CallTexts(message, decoder, in: &text)
    textBytes += calls[place].texts.bytes.count
    return place
  }

  private mutating func makeRoom() {
    while calls.isFull || textBytes > Self.maxTextBytes {
      guard let place = oldest() else { return }
      givenUpCalls += 1
      end(place, isCut: true)
    }
  }

  /// The call that goes on and was silent for longest.
  private func oldest() -> Int? {
    var found: Int?
    for phase in 0..<Self.idle.count {
      guard let place = calls.oldest(phase) else { continue }
      if let other = found, calls.time(other) <= calls.time(place) { continue }
      found = place
    }
    return found
  }

  private mutating func end(_ place: Int, isCut: Bool) {
    ended.append(EndedCall(calls[place], key: calls.key(place), isCut: isCut))
    if over.isFull, let oldest = over.oldest() { over.remove(oldest) }
    _ = over.insert(calls.key(place), 0, at: clock)
    textBytes -= calls[place].texts.bytes.count
    calls.remove(place)
  }

  /// Changes the texts of a call, whose bytes are counted.
  private mutating func keep(
    _ place: Int, _ change: (inout CallTexts, inout JSONBuffer) -> Void
  ) {
    textBytes -= calls[place].texts.bytes.count
    change(&calls[place].texts, &text)
    textBytes += calls[place].texts.bytes.count
  }
}

// What messages do to a call.
extension CallTracker {
  /// Does to a call what a message does; returns whether it is over.
  private mutating func follow(
    _ facts: SIPFacts, wasAnswered: Bool, _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder,
    _ head: PacketHead, _ place: Int
  ) -> Bool {
    if calls[place].answered == CallRecord.never || facts.method == .bye,
      let cause = decoder.cause(message)
    {
      calls[place].cause = cause
    }
    switch (facts.method, facts.isRequest) {
    case (.invite, true): calls[place].invite(facts)
    case (.invite, false):
      if calls[place].answer(facts, wasAnswered: wasAnswered), let text = decoder.statusText {
        keep(place) { $0.keepStatus(message, text, in: &$1) }
      }
    case (.ack, true): calls[place].acknowledge(facts)
    case (.cancel, true): calls[place].cancel(from: head.source)
    case (.bye, true): calls[place].leave(facts, from: head.source)
    case (.bye, false): return calls[place].answerLeave(facts, wasAnswered: wasAnswered)
    default: break
    }
    return false
  }
}
