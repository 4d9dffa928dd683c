import GenesysLog
import Grok
import Pipeline

/// Measures rules with the records of logs, and finds the fastest order of them.
struct LogBench {
  /// What one rule or expression costs in these logs.
  struct Row {
    /// Its index.
    let index: Int
    /// Its name, or the expression.
    let name: String
    /// The records it took.
    let records: Int
    /// How often it was tried.
    let tries: Int
    /// What a try costs; nil if there is no text to try it on.
    let cost: TrialCost?
  }

  /// The rules of a group in two orders.
  struct Order {
    /// The group.
    let key: TrialKey
    /// The names of the rules, as they stand.
    let names: [String]
    /// The other order, as places in ``names``.
    let best: [Int]
    /// Which of the rules take any text of the group.
    let takesAny: [Bool]
    /// The records of the group.
    let records: Int
    /// What finding the rule costs, as the rules stand, in nanoseconds a record.
    let now: Double
    /// What it costs in the other order.
    let then: Double

    /// Whether the order is another than that in which the rules stand.
    var isOther: Bool { best != Array(best.indices) }
  }

  /// How often an order is corrected, if records are found that another rule would take.
  private static let mostChecks = 6

  /// Rules that were tried and the user's, those that took most first.
  private(set) var rows: [Row] = []
  /// The groups, the one first in which most can be saved.
  private(set) var orders: [Order] = []
  /// Records read.
  let records: Int
  /// Bytes read.
  let bytes: Int64
  /// Inputs that could not be read in full.
  let problems: Int

  /// Measures with the records of `scan`, which are read two times or more.
  init(_ scan: RecordScan, _ messages: MessageLog) {
    let outcome = scan.run(messages, into: LogTexts(scan)) { LogSampler(scan) }
    records = outcome.findings.records
    bytes = outcome.bytes
    problems = outcome.problems
    var measures = GroupMeasures(outcome.findings, scan)
    measures.measure()
    rows = Self.rows(outcome.findings, measures, scan)
    orders = Self.orders(measures, scan)
  }

  /// What finding the rule costs, in nanoseconds a record: as the rules stand, and in the best order.
  var cost: (now: Double, then: Double) {
    let all = Double(max(1, orders.reduce(0) { $0 + $1.records }))
    return (
      orders.reduce(0) { $0 + $1.now * Double($1.records) } / all,
      orders.reduce(0) { $0 + $1.then * Double($1.records) } / all
    )
  }

  private static func rows(
    _ texts: LogTexts, _ measures: GroupMeasures, _ scan: RecordScan
  ) -> [Row] {
    var rows: [Row] = []
    var pattern = 0
    for index in texts.matches.indices {
      let count = scan.expressions.isEmpty ? scan.rules.rules[index].patterns.count : 1
      let tries = texts.tries[pattern..<pattern + count].reduce(0) { $0 + $1.tries }
      pattern += count
      guard tries > 0 || !scan.expressions.isEmpty || !scan.rules.rules[index].isBuiltIn else {
        continue
      }
      rows.append(
        Row(
          index: index, name: scan.trialName(index), records: texts.matches[index], tries: tries,
          cost: measures.cost(ofRule: index)))
    }
    return rows.sorted { left, right in
      if left.records != right.records { return left.records > right.records }
      return left.tries == right.tries ? left.index < right.index : left.tries > right.tries
    }
  }

  /// The best orders, each checked on all records of the logs.
  private static func orders(_ measures: GroupMeasures, _ scan: RecordScan) -> [Order] {
    var orders = measures.orders
    var best = orders.mapValues(\.best)
    for check in 0...mostChecks {
      let asked = best.compactMap { key, order in
        order == Array(order.indices)
          ? nil : measures.groups[key].map { (key, OrderTrial(group: $0.group, order: order)) }
      }
      guard !asked.isEmpty else { break }
      let compared = Dictionary(uniqueKeysWithValues: asked)
      let conflicts = scan.run(.silent, into: []) { OrderCheck(compared, scan) }.findings
      for conflict in conflicts {
        orders[conflict.key]?.keep(conflict.present, before: conflict.other)
      }
      for key in Set(conflicts.map { $0.key }) {
        guard let order = orders[key] else { continue }
        best[key] = check == mostChecks ? order.present : order.best
      }
      if conflicts.isEmpty { break }
    }
    return orders.compactMap { key, order in
      measures.groups[key].map { measured in
        let chosen = best[key] ?? order.present
        return Order(
          key: key, names: measured.group.units.map { scan.trialName($0.index) }, best: chosen,
          takesAny: order.takesAny, records: measured.records, now: order.cost(order.present),
          then: order.cost(chosen))
      }
    }.sorted { left, right in
      let saved = { (order: Order) in (order.now - order.then) * Double(order.records) }
      let (one, other) = (saved(left), saved(right))
      return one == other ? left.key.precedes(right.key) : one > other
    }
  }
}

extension RecordScan {
  /// The name of a rule or expression by its index.
  fileprivate func trialName(_ index: Int) -> String {
    expressions.isEmpty ? rules.rules[index].name : expressions[index].expression
  }
}

extension TrialKey {
  /// Some order of keys.
  fileprivate func precedes(_ other: Self) -> Bool {
    component == other.component ? code < other.code : component < other.component
  }
}
