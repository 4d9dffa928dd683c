import GenesysLog
import Grok
import Pipeline

/// What was measured of the rules in each group of texts.
struct GroupMeasures {
  /// The texts of a group, and what its rules give on them.
  struct Group {
    /// The rules.
    let group: TrialGroup
    /// All records of the group.
    let records: Int
    /// A choice of their texts.
    let texts: [TrialText]
    /// What each rule gives: a row a text.
    let outcomes: [[TrialOutcome]]
    /// What each gives on the examples of all of them.
    let examples: [[TrialOutcome]]
  }

  /// The patterns of a rule that stand together; the same in all groups.
  private struct Measured: Hashable {
    let index: Int
    let rank: Int
  }

  /// The groups for which there are rules.
  private(set) var groups: [TrialKey: Group] = [:]
  private var costs: [Measured: TrialCost] = [:]

  /// Tries the rules of each group on its texts.
  init(_ texts: LogTexts, _ scan: RecordScan) {
    var trial = Trial()
    for (key, sample) in texts.groups {
      let group =
        scan.expressions.isEmpty
        ? TrialGroup(key, scan.rules) : TrialGroup(expressions: scan.expressions)
      guard !group.units.isEmpty else { continue }
      let chosen = sample.texts
      groups[key] = Group(
        group: group, records: sample.count, texts: chosen,
        outcomes: chosen.map { trial.outcomes(group, $0) },
        examples: Self.examples(of: group, scan).map { trial.outcomes(group, $0) })
    }
  }

  /// The texts of the examples that the rules of a group have.
  private static func examples(of group: TrialGroup, _ scan: RecordScan) -> [TrialText] {
    guard scan.expressions.isEmpty else { return [] }
    return Set(group.units.map(\.index)).sorted().flatMap { index in
      scan.rules.rules[index].examples.map { TrialText(record: Array($0.line.utf8)) }
    }
  }

  /// Measures each rule with texts from all groups.
  mutating func measure() {
    var matcher = GrokMatcher()
    var pools: [Measured: Pool] = [:]
    for key in groups.keys.sorted(by: { ($0.component, $0.code) < ($1.component, $1.code) }) {
      guard let group = groups[key] else { continue }
      for (number, unit) in group.group.units.enumerated() {
        let measured = Measured(index: unit.index, rank: unit.rank)
        pools[measured, default: Pool(group: group.group, unit: number)].take(group, number)
      }
    }
    for (measured, pool) in pools where !pool.matched.isEmpty || !pool.missed.isEmpty {
      costs[measured] = TrialCost(
        pool.group, pool.unit, matched: pool.matched, missed: pool.missed, &matcher)
    }
  }

  /// What a try of a rule costs; of one whose patterns stand apart, the part that matches.
  func cost(ofRule index: Int) -> TrialCost? {
    let parts = costs.filter { $0.key.index == index }.sorted { $0.key.rank < $1.key.rank }
    return (parts.first { $0.value.match != nil } ?? parts.first)?.value
  }

  /// For each group, the orders of its rules.
  var orders: [TrialKey: TrialOrder] {
    groups.mapValues { group in
      TrialOrder(
        group.outcomes, examples: group.examples,
        costs: group.group.units.map { unit in
          let cost = costs[Measured(index: unit.index, rank: unit.rank)]
          return (end: cost?.match ?? cost?.miss ?? 0, miss: cost?.miss ?? cost?.match ?? 0)
        }, ranks: group.group.units.map(\.rank))
    }
  }

  /// Texts to measure one rule with.
  private struct Pool {
    let group: TrialGroup
    let unit: Int
    var matched: [TrialText] = []
    var missed: [TrialText] = []

    /// Takes some of a group's texts.
    mutating func take(_ measures: Group, _ number: Int) {
      for (text, row) in zip(measures.texts, measures.outcomes) {
        switch row[number] {
        case .end where matched.count < 64: matched.append(text)
        case .miss where missed.count < 64: missed.append(text)
        default: continue
        }
      }
    }
  }
}
