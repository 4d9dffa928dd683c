import GenesysLog
import Pipeline

/// What is known of a log after its first reading.
struct LogTexts: Sendable {
  /// Records read.
  var records = 0
  /// Those that each rule or expression took, by its index.
  var matches: [Int]
  /// The tries of each pattern.
  var tries: [MatchAccount]
  /// A choice of the texts of each group of rules.
  var groups: [TrialKey: TextSample] = [:]

  /// Nothing yet, of the records of `scan`.
  init(_ scan: RecordScan) {
    let lines = scan.expressions.count
    matches = Array(repeating: 0, count: lines > 0 ? lines : scan.rules.rules.count)
    tries = Array(repeating: MatchAccount(), count: RecordJudge.patternCount(scan))
  }
}

/// Chooses texts of a log to measure rules with; one worker's.
struct LogSampler: RecordConsumer, ~Copyable {
  /// The most bytes of a text that is measured with.
  private static let longest = 64 * 1024

  private let readsLines: Bool
  private var judge: RecordJudge
  private var records = 0
  private var matches: [Int]
  private var groups: [TrialKey: TextSample] = [:]
  private var place = LogPlace()

  /// A sampler of the records of `scan`.
  init(_ scan: RecordScan) {
    readsLines = !scan.expressions.isEmpty
    judge = RecordJudge(scan)
    matches = LogTexts(scan).matches
  }

  mutating func take(_ record: LogRecord, of bytes: Span<UInt8>, in block: ScannedBlock) {
    records += 1
    let outcome = judge.judge(record, of: bytes, in: block)
    if case .matched(let number) = outcome {
      if readsLines {
        matches[number] += 1
      } else if case .rule(let index) = GenesysEncoder.taker(number) {
        matches[index] += 1
      }
    }
    guard record.kind == .message else { return }
    place.enter(block)
    let key = readsLines ? TrialKey(component: -1, code: -1) : place.key(record)
    let number = TextSample.number(
      offset: block.offset + Int64(record.range.lowerBound), seed: place.seed)
    let size = Self.capacity(key)
    guard groups[key, default: TextSample(capacity: size)].counts(number),
      record.range.count <= Self.longest
    else { return }
    let text = judge.withText(of: record, bytes) { text in text.indices.map { text[$0] } }
    let lines =
      record.hasMembers
      ? judge.withLines(of: record, bytes) { text in text.indices.map { text[$0] } } : []
    groups[key]?.keep(number, TrialText(text: text, lines: lines))
  }

  mutating func report(into texts: inout LogTexts) {
    texts.records += records
    records = 0
    for index in matches.indices where matches[index] > 0 {
      texts.matches[index] += matches[index]
      matches[index] = 0
    }
    judge.drain(into: &texts.tries)
    for (key, sample) in groups {
      texts.groups[key, default: TextSample(capacity: Self.capacity(key))].merge(sample)
    }
    groups.removeAll(keepingCapacity: true)
  }

  /// Many rules are tried on texts without a message id, few on others.
  private static func capacity(_ key: TrialKey) -> Int { key.code < 0 ? 2048 : 128 }
}

/// Where in the logs a worker is.
struct LogPlace {
  /// A number for the log.
  private(set) var seed: UInt64 = 0
  private var path: String?
  private var context: LogContext?
  private var component = -1

  /// Takes in where the next record is.
  mutating func enter(_ block: ScannedBlock) {
    if block.path != path {
      path = block.path
      seed = 0xCBF2_9CE4_8422_2325
      for byte in block.path.utf8 { seed = (seed ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    if block.context !== context {
      context = block.context
      component =
        block.context.component.flatMap { own in
          Component.all.firstIndex { $0.id == own.id }
        } ?? -1
    }
  }

  /// Which rules are tried on a record here.
  func key(_ record: LogRecord) -> TrialKey {
    TrialKey(component: component, code: max(record.head.code, -1))
  }
}
