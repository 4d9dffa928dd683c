import GenesysLog
import Pipeline

/// An order of the rules of a group, to be compared with the one in which they stand.
struct OrderTrial: Sendable {
  /// The rules.
  let group: TrialGroup
  /// The other order.
  let order: [Int]
}

/// Two rules that took one record, each in another order.
struct OrderConflict: Hashable, Sendable {
  /// The group.
  let key: TrialKey
  /// The one that takes the record as the rules stand.
  let present: Int
  /// The one that would take it.
  let other: Int
}

/// Looks in all records of logs for those that another rule takes in another order; one worker's.
struct OrderCheck: RecordConsumer, ~Copyable {
  private let trials: [TrialKey: OrderTrial]
  private let readsLines: Bool
  private var judge: RecordJudge
  private var trial = Trial()
  private var place = LogPlace()
  private var conflicts: Set<OrderConflict> = []

  /// A check of some orders.
  init(_ trials: [TrialKey: OrderTrial], _ scan: RecordScan) {
    self.trials = trials
    readsLines = !scan.expressions.isEmpty
    judge = RecordJudge(scan)
  }

  mutating func take(_ record: LogRecord, of bytes: Span<UInt8>, in block: ScannedBlock) {
    guard record.kind == .message else { return }
    place.enter(block)
    let key = readsLines ? TrialKey(component: -1, code: -1) : place.key(record)
    guard let compared = trials[key] else { return }
    // What passwords and line ends are hidden, the judge says.
    _ = judge.judge(record, of: bytes, in: block)
    let text = judge.withText(of: record, bytes) { text in text.indices.map { text[$0] } }
    let lines =
      record.hasMembers
      ? judge.withLines(of: record, bytes) { text in text.indices.map { text[$0] } } : []
    let whole = TrialText(text: text, lines: lines)
    let present = trial.first(in: Array(compared.order.indices), compared.group, whole)
    let other = trial.first(in: compared.order, compared.group, whole)
    guard let present, let other, present != other else { return }
    conflicts.insert(OrderConflict(key: key, present: present, other: other))
  }

  mutating func report(into found: inout Set<OrderConflict>) {
    found.formUnion(conflicts)
    conflicts.removeAll(keepingCapacity: true)
  }
}
