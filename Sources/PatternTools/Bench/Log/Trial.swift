import GenesysLog
import Grok

/// What trying a rule on a text gives.
enum TrialOutcome: UInt8, Sendable {
  /// It is not tried: the text cannot match, and that was seen without trying.
  case passed
  /// It does not match.
  case miss
  /// It matches, or runs into a limit: the search for a rule ends.
  case end
}

/// A text to try rules on.
struct TrialText: Sendable {
  /// The text of the record's first line.
  let text: [UInt8]
  /// The text with the record's members; empty if it has none.
  let lines: [UInt8]

  /// What a pattern sees of it.
  func seen(withMembers: Bool) -> [UInt8] { withMembers && !lines.isEmpty ? lines : text }
}

extension TrialText {
  /// The text of a whole record.
  init(record: [UInt8]) {
    let lineEnd = record.firstIndex(of: 0x0A) ?? record.count
    let head = RecordHead(record.span, 0..<lineEnd).textRange
    let end = record[head].lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? head.lowerBound
    text = Array(record[head.lowerBound..<end])
    lines = lineEnd < record.count ? Array(record[head.lowerBound...]) : []
  }
}

/// Tries rules on texts; one thread's.
struct Trial: ~Copyable {
  private var matcher = GrokMatcher()
  private var candidates = GrokPrefilter.Candidates()
  private var isCandidate: [Bool] = []

  /// What each rule of a group gives on a text.
  mutating func outcomes(_ group: TrialGroup, _ text: TrialText) -> [TrialOutcome] {
    begin(group, text.text.span)
    return group.units.indices.map { unit in
      outcome(unit, group, text.text.span, text.seen(withMembers: true).span)
    }
  }

  /// The first rule in an order that ends the search; nil if none does.
  mutating func first(in order: [Int], _ group: TrialGroup, _ text: TrialText) -> Int? {
    begin(group, text.text.span)
    let lines = text.seen(withMembers: true)
    return order.first { outcome($0, group, text.text.span, lines.span) == .end }
  }

  private mutating func begin(_ group: TrialGroup, _ text: Span<UInt8>) {
    guard let prefilter = group.prefilter else { return }
    isCandidate = Array(repeating: false, count: group.units.count)
    prefilter.select(text, &candidates)
    while let index = candidates.popFirst() { isCandidate[index] = true }
  }

  private mutating func outcome(
    _ unit: Int, _ group: TrialGroup, _ text: Span<UInt8>, _ lines: Span<UInt8>
  ) -> TrialOutcome {
    if group.prefilter != nil, !isCandidate[unit] { return .passed }
    return tries(unit, group, text, lines)
  }

  private mutating func tries(
    _ unit: Int, _ group: TrialGroup, _ text: Span<UInt8>, _ lines: Span<UInt8>
  ) -> TrialOutcome {
    var outcome = TrialOutcome.passed
    for tried in group.units[unit].patterns {
      if let candidate = tried.candidate, let dispatch = group.dispatch,
        !dispatch.mayMatch(candidate, text: text)
      {
        continue
      }
      outcome = .miss
      if matcher.match(tried.pattern, tried.seesMembers ? lines : text) != .noMatch { return .end }
    }
    return outcome
  }
}
