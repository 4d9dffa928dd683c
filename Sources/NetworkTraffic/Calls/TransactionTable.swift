import WireDecoder

/// The transactions that are known: who asked when, and which messages were seen (RFC 3261 s 17).
struct TransactionTable {
  /// One transaction.
  private struct Transaction {
    /// When the request was seen first; `.min` if only answers were.
    var start = Int64.min
    /// What was seen, the last four messages that differ.
    var seen = SIMD4<UInt32>(repeating: 0)
    var seenCount: UInt8 = 0
    var isAnswered = false
  }

  /// How many transactions are known at a time.
  static let capacity = 65_536
  /// A transaction is forgotten ten minutes after its first message: RFC 3261 gives an INVITE three.
  private static let life: Int64 = 600_000_000_000

  /// Transactions that were forgotten before they had an answer, as there were too many.
  private(set) var givenUp = 0
  private var table = RecentTable(capacity: capacity, blank: Transaction())

  /// Takes in a message.
  ///
  /// - Returns: what is known of it, and whether its transaction had a final answer before.
  mutating func note(_ facts: SIPFacts, at clock: Int64) -> (SIPObservation, wasAnswered: Bool) {
    expire(at: clock)
    var observation = SIPObservation()
    let place = place(of: facts, at: clock)
    let wasAnswered = table[place].isAnswered
    observation.isRetransmission = see(facts.fingerprint, at: place)
    if facts.isRequest {
      if table[place].start == .min { table[place].start = facts.time }
      // Nothing answers an ACK.
      if facts.method == .ack { table[place].isAnswered = true }
    } else {
      if facts.isFinal { table[place].isAnswered = true }
      if table[place].start != .min { observation.requestTime = table[place].start }
    }
    return (observation, wasAnswered)
  }

  /// Where the transaction of a message is, which was made if it was not known.
  private mutating func place(of facts: SIPFacts, at clock: Int64) -> Int {
    let known =
      facts.method == .ack
      ? table.find(facts.invite) ?? table.find(facts.transaction) : table.find(facts.transaction)
    if let known { return known }
    if table.isFull, let oldest = table.oldest() {
      if !table[oldest].isAnswered { givenUp += 1 }
      table.remove(oldest)
    }
    return table.insert(facts.transaction, Transaction(), at: clock)
  }

  /// Notes a message; returns whether it was noted before.
  private mutating func see(_ fingerprint: UInt32, at place: Int) -> Bool {
    // 0 stands for none.
    let mark = fingerprint | 1
    if any(table[place].seen .== mark) { return true }
    table[place].seen[Int(table[place].seenCount & 3)] = mark
    table[place].seenCount &+= 1
    return false
  }

  private mutating func expire(at clock: Int64) {
    while let place = table.expired(since: clock &- Self.life) { table.remove(place) }
  }
}
