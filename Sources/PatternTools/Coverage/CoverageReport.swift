import GenesysLog
import Grok
import Pipeline
import YAMLReading

/// How much of some logs each rule explains.
struct CoverageReport {
  /// What one rule, or what stands for one, explains.
  struct Row {
    /// What takes records.
    enum Kind: String, CaseIterable {
      /// A rule.
      case rule
      /// An expression that stands for rules.
      case expression
      /// The message catalogue.
      case catalogue
      /// The form of a text or of a record's members.
      case form
      /// The header block of a log.
      case header
    }

    /// Its name, or the expression.
    let name: String
    /// What it is.
    let kind: Kind
    /// Where a rule is written.
    let place: TextPlace?
    /// The records it takes.
    let records: Int
    /// How it was tried; nil for what is no pattern.
    let tries: MatchAccount?
  }

  /// The rows: most records first, then most tries; rules of the program that were not tried are left out.
  let rows: [Row]
  /// All records.
  let records: Int
  /// All bytes.
  let bytes: Int64
  /// The records that nothing took.
  let unmatched: Int
  /// Those of them on which matching ran into a limit.
  let timeouts: Int
  /// The shapes of the unmatched texts, most frequent first.
  let shapes: [UnmatchedTexts.Shape]

  /// The report of a scan.
  init(_ outcome: ScanOutcome<CoverageCount>, of scan: RecordScan) {
    let count = outcome.findings
    records = count.records
    bytes = outcome.bytes
    unmatched = count.records - count.matched
    timeouts = count.timeouts
    shapes = count.unmatched.shapes
    let rows = scan.expressions.isEmpty ? Self.ruleRows(count, scan) : Self.lineRows(count, scan)
    self.rows = rows.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if one.records != other.records { return one.records > other.records }
      let tries = (one.tries?.tries ?? 0, other.tries?.tries ?? 0)
      return tries.0 == tries.1 ? left.offset < right.offset : tries.0 > tries.1
    }.map(\.element)
  }

  /// The records that rows of a kind take.
  func records(by kind: Row.Kind) -> Int {
    rows.reduce(0) { $0 + ($1.kind == kind ? $1.records : 0) }
  }

  /// The part of all records, from 0 to 1.
  func share(_ count: Int) -> Double { records == 0 ? 0 : Double(count) / Double(records) }

  /// The part of all records that something took, from 0 to 1; 0 without records.
  var explained: Double { share(records - unmatched) }

  private static func lineRows(_ count: CoverageCount, _ scan: RecordScan) -> [Row] {
    scan.expressions.indices.map { index in
      Row(
        name: scan.expressions[index].expression, kind: .expression, place: nil,
        records: count.byTaker[index], tries: count.tries[index])
    }
  }

  private static func ruleRows(_ count: CoverageCount, _ scan: RecordScan) -> [Row] {
    var rows: [Row] = []
    var pattern = 0
    var tries: [MatchAccount] = []
    for rule in scan.rules.rules {
      var account = MatchAccount()
      for _ in rule.patterns {
        account.add(count.tries[pattern])
        pattern += 1
      }
      tries.append(account)
    }
    for (number, records) in count.byTaker.enumerated() {
      let name = scan.ruleNames[number]
      switch GenesysEncoder.taker(number) {
      case .rule(let index):
        let rule = scan.rules.rules[index]
        guard tries[index].tries > 0 || !rule.isBuiltIn else { continue }
        rows.append(
          Row(
            name: name, kind: .rule, place: rule.place, records: records, tries: tries[index]))
      case .catalogue: rows.append(other(name, .catalogue, records))
      case .form: rows.append(other(name, .form, records))
      case .header: rows.append(other(name, .header, records))
      }
    }
    return rows.filter { $0.kind == .rule || $0.records > 0 }
  }

  private static func other(_ name: String, _ kind: Row.Kind, _ records: Int) -> Row {
    Row(name: name, kind: kind, place: nil, records: records, tries: nil)
  }
}
