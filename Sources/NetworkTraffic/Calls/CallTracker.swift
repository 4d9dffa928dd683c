import Event
package import PacketCapture
package import WireDecoder

/// Follows transactions (RFC 3261 s 17) and calls from their INVITE to their end, by the messages alone.
///
///     let observation = calls.note(message, decoder, head)
///     for call in calls.ended { ... }
///     calls.removeEnded()
///
/// A call is all messages of one Call-ID, on whatever hops they are seen. Time is that of the messages; it
/// never goes back. Of packets it takes no more than who sent what to whom, and when.
package struct CallTracker: ~Copyable {
  /// Calls that have ended, and were not taken yet.
  package private(set) var ended: [EndedCall] = []
  /// Calls that were given up while they went on, as there were too many.
  package private(set) var givenUpCalls = 0

  /// How many calls are known at a time.
  static let capacity = 65_536
  /// The bytes of texts that are kept of all calls: 32 MiB.
  private static let maxTextBytes = 32 << 20
  /// How long calls are waited for, by their phases: three minutes without a message before an answer
  /// (RFC 3261 s 16.6, timer C), four hours after it, five seconds once they end; and 32 seconds (64 * T1)
  /// for messages that come again when all is over.
  private static let idle: [Int64] = [
    180_000_000_000, 14_400_000_000_000, 5_000_000_000, 32_000_000_000,
  ]

  /// Calls that are ended at once, as the events of all need room.
  private static let maxEnded = 256

  private var clock = Int64.min
  private var transactions = TransactionTable()
  private var calls = RecentTable(
    capacity: capacity, lists: idle.count, blank: CallRecord.blank)
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
    let (observation, wasAnswered) = transactions.note(facts, at: clock)
    let isNew = !observation.isRetransmission
    guard let place = place(of: facts, isNew: isNew, message, decoder, head) else {
      return observation
    }
    calls[place].messages += 1
    if head.stamp.time >= calls[place].head.stamp.time { calls[place].head.stamp = head.stamp }
    if observation.isRetransmission {
      calls[place].retransmissions += 1
    } else {
      if calls[place].callUUID.isEmpty { keepCallUUID(message, decoder, place) }
      follow(facts, wasAnswered: wasAnswered, message, decoder, head, place)
    }
    guard calls[place].phase != .over else { return observation }
    calls.use(place, list: Int(calls[place].phase.rawValue), at: clock)
    return observation
  }

  /// Forgets the ended calls, which were taken.
  package mutating func removeEnded() {
    ended.removeAll(keepingCapacity: true)
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
        if phase == CallRecord.Phase.over.rawValue {
          remove(place)
        } else {
          end(place, isCut: false)
        }
      }
    }
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

  /// Whether a call is known and goes on.
  func isActive(_ key: UInt64) -> Bool {
    calls.find(key).map { calls[$0].phase != .over } ?? false
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
    if let known = calls.find(facts.call) {
      guard calls[known].phase == .over else { return known }
      // Another call under the same Call-ID; all else comes late.
      guard isNew, facts.isRequest, facts.method == .invite, facts.toTag == 0 else { return nil }
      remove(known)
    }
    guard facts.method == .invite || facts.method == .bye, facts.status != 481 else { return nil }
    makeRoom()
    var call = CallRecord(head)
    text.removeAll()
    decoder.appendSummary(message, to: &text)
    call.summary = text.withBytes { bytes in bytes.withUnsafeBufferPointer { Array($0) } }
    text.removeAll()
    decoder.appendParties(message, to: &text)
    call.parties = text.withBytes { bytes in bytes.withUnsafeBufferPointer { Array($0) } }
    textBytes += call.textBytes
    return calls.insert(facts.call, call, list: Int(call.phase.rawValue), at: clock)
  }

  private mutating func makeRoom() {
    while calls.isFull || textBytes > Self.maxTextBytes {
      if let place = calls.oldest(Int(CallRecord.Phase.over.rawValue)) {
        remove(place)
      } else if let place = oldest() {
        givenUpCalls += 1
        end(place, isCut: true)
        remove(place)
      } else {
        return
      }
    }
  }

  /// The call that goes on and was silent for longest.
  private func oldest() -> Int? {
    var found: Int?
    for phase in 0..<Int(CallRecord.Phase.over.rawValue) {
      guard let place = calls.oldest(phase) else { continue }
      if let other = found, calls.time(other) <= calls.time(place) { continue }
      found = place
    }
    return found
  }

  private mutating func end(_ place: Int, isCut: Bool) {
    ended.append(EndedCall(calls[place], key: calls.key(place), isCut: isCut))
    textBytes -= calls[place].textBytes
    calls[place].summary = []
    calls[place].parties = []
    calls[place].statusText = []
    calls[place].callUUID = []
    calls[place].phase = .over
    calls.use(place, list: Int(CallRecord.Phase.over.rawValue), at: clock)
  }

  private mutating func remove(_ place: Int) {
    textBytes -= calls[place].textBytes
    calls.remove(place)
  }

  private mutating func keepCallUUID(
    _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder, _ place: Int
  ) {
    guard let callUUID = decoder.callUUID, !callUUID.isEmpty else { return }
    calls[place].callUUID = quoted(message, callUUID)
    textBytes += calls[place].callUUID.count
  }

  private mutating func quoted(_ message: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    text.removeAll()
    text.append(quoted: message.extracting(range))
    return text.withBytes { bytes in bytes.withUnsafeBufferPointer { Array($0) } }
  }
}

// What messages do to a call.
extension CallTracker {
  private mutating func follow(
    _ facts: SIPFacts, wasAnswered: Bool, _ message: Span<UInt8>, _ decoder: borrowing SIPDecoder,
    _ head: PacketHead, _ place: Int
  ) {
    if calls[place].answered == CallRecord.never || facts.method == .bye,
      let cause = decoder.cause(message)
    {
      calls[place].cause = cause
    }
    switch (facts.method, facts.isRequest) {
    case (.invite, true): calls[place].invite(facts)
    case (.invite, false):
      if calls[place].answer(facts, wasAnswered: wasAnswered), let text = decoder.statusText {
        textBytes -= calls[place].statusText.count
        calls[place].statusText = text.isEmpty ? [] : quoted(message, text)
        textBytes += calls[place].statusText.count
      }
    case (.ack, true): calls[place].acknowledge(facts)
    case (.cancel, true): calls[place].cancel(from: head.source)
    case (.bye, true): calls[place].leave(facts, from: head.source)
    case (.bye, false):
      if calls[place].answerLeave(facts, wasAnswered: wasAnswered) { end(place, isCut: false) }
    default: break
    }
  }
}
