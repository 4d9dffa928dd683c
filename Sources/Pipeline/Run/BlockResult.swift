import Event

/// What became of one block: its events, and what was counted.
///
/// Used again for the next block.
struct BlockResult: ~Copyable, Sendable {
  /// The events, encoded.
  var events = JSONBuffer(capacity: 2 << 20)
  /// The names of the events, in their order, where a destination needs them.
  var ids: [EventID] = []
  /// The bytes of the records that no rule knew, each with a newline.
  var unmatched = JSONBuffer(capacity: 4096)
  /// The wire messages found, where a capture file asks for them.
  var wire = WireLog()
  /// What was counted.
  var counts = RunCounts()

  /// Makes it ready for the next block.
  mutating func removeAll() {
    events.removeAll()
    ids.removeAll(keepingCapacity: true)
    unmatched.removeAll()
    wire.removeAll()
    counts.reset()
  }
}

/// What is counted of a block, a file or a whole run.
struct RunCounts: Sendable, Equatable {
  /// Records read.
  var records = 0
  /// Records that a rule or an expression knew, headers among them.
  var matched = 0
  /// Records that no rule or expression knew.
  var unmatched = 0
  /// Events left out by `--where`, `--from` and `--until`.
  var filtered = 0
  /// Events written.
  var events = 0
  /// Records that were too long and were cut.
  var truncated = 0
  /// Records on which matching ran into a limit.
  var timeouts = 0
  /// Bytes read, decompressed.
  var bytes: Int64 = 0
  /// The time of the earliest and of the latest event, in microseconds since 1970.
  var times: ClosedRange<Int64>?
  /// How many records each rule or expression knew, by its number.
  var byRule: [Int] = []

  /// Counts a record for the rule or expression `number`.
  mutating func note(rule number: Int) {
    if number >= byRule.count {
      byRule += [Int](repeating: 0, count: number + 1 - byRule.count)
    }
    byRule[number] += 1
  }

  /// Adds the time of one event.
  mutating func note(time: Int64) {
    guard let known = times else {
      times = time...time
      return
    }
    if known.contains(time) { return }
    times = min(known.lowerBound, time)...max(known.upperBound, time)
  }

  /// Sets all to zero and keeps the memory.
  mutating func reset() {
    var rules = byRule
    for index in rules.indices { rules[index] = 0 }
    self = RunCounts()
    byRule = rules
  }

  /// Adds what was counted elsewhere.
  mutating func add(_ other: RunCounts) {
    records += other.records
    matched += other.matched
    unmatched += other.unmatched
    filtered += other.filtered
    events += other.events
    truncated += other.truncated
    timeouts += other.timeouts
    bytes += other.bytes
    if let span = other.times {
      note(time: span.lowerBound)
      note(time: span.upperBound)
    }
    if let last = other.byRule.indices.last, last >= byRule.count {
      byRule += [Int](repeating: 0, count: last + 1 - byRule.count)
    }
    for (number, count) in other.byRule.enumerated() { byRule[number] += count }
  }
}
