import GenesysLog
import Pipeline

/// What took the records of logs, and what finding that out took.
struct CoverageCount: Sendable {
  /// Records read.
  var records = 0
  /// Records by the number of what took them: see ``GenesysEncoder/taker(_:)``.
  var byTaker: [Int]
  /// Records on which matching ran into a limit; they are unmatched.
  var timeouts = 0
  /// The tries of each pattern.
  var tries: [MatchAccount]
  /// The texts of the records that nothing took.
  var unmatched: UnmatchedTexts

  /// Nothing yet, of the records of `scan`.
  init(_ scan: RecordScan) {
    byTaker = Array(repeating: 0, count: scan.ruleNames.count)
    tries = Array(repeating: MatchAccount(), count: RecordJudge.patternCount(scan))
    unmatched = UnmatchedTexts(maxShapes: 5000)
  }

  /// Records that something took.
  var matched: Int { byTaker.reduce(0, +) }
}

/// Counts what takes the records of logs; one worker's.
struct CoverageCounter: RecordConsumer, ~Copyable {
  private var judge: RecordJudge
  private var records = 0
  private var byTaker: [Int]
  private var timeouts = 0
  private var unmatched = UnmatchedTexts()
  private var hasUnmatched = false
  private let describesUnmatched: Bool

  /// A counter for the records of `scan`.
  ///
  /// - Parameter describesUnmatched: whether texts that nothing took are told apart.
  init(_ scan: RecordScan, describesUnmatched: Bool) {
    judge = RecordJudge(scan)
    byTaker = Array(repeating: 0, count: scan.ruleNames.count)
    self.describesUnmatched = describesUnmatched
  }

  mutating func take(_ record: LogRecord, of bytes: Span<UInt8>, in block: ScannedBlock) {
    records += 1
    switch judge.judge(record, of: bytes, in: block) {
    case .matched(let taker):
      byTaker[taker] += 1
    case .unmatched(let isTimeout):
      if isTimeout { timeouts += 1 }
      guard describesUnmatched else { return }
      hasUnmatched = true
      Self.keep(record, bytes, block, judge, in: &unmatched)
    }
  }

  private static func keep(
    _ record: LogRecord, _ bytes: Span<UInt8>, _ block: ScannedBlock,
    _ judge: borrowing RecordJudge, in unmatched: inout UnmatchedTexts
  ) {
    let offset = block.offset + Int64(record.range.lowerBound)
    judge.withText(of: record, bytes) { text in
      unmatched.add(text, code: record.head.code, path: block.path, offset: offset)
    }
  }

  mutating func report(into count: inout CoverageCount) {
    count.records += records
    count.timeouts += timeouts
    for (taker, records) in byTaker.enumerated() where records > 0 {
      count.byTaker[taker] += records
      byTaker[taker] = 0
    }
    judge.drain(into: &count.tries)
    if hasUnmatched {
      count.unmatched.merge(unmatched)
      unmatched = UnmatchedTexts()
    }
    records = 0
    timeouts = 0
    hasUnmatched = false
  }
}
