import Grok

/// Puts rules in an order in which each takes its own records.
///
/// Of the rules for one id the first that matches wins: one that matches the records of others too
/// comes after them.
enum RuleOrder {
  /// How many samples of a rule are tried on the others.
  private static let maxTried = 50

  /// The rules in the order to try; those that find no record left are gone.
  static func arrange(_ drafts: [RuleDraft], _ samples: [LogSample]) -> [RuleDraft] {
    var groups: [Int32: [RuleDraft]] = [:]
    for draft in drafts { groups[draft.code, default: []].append(draft) }
    var matcher = GrokMatcher()
    return groups.keys.sorted { $0 < 0 ? false : $1 < 0 ? true : $0 < $1 }.flatMap { code in
      let ordered = byReach(groups[code] ?? [], samples, &matcher)
      return taking(ordered, samples, &matcher)
    }
  }

  /// Sorted by how many samples of others a rule matches, fewest first; then the more exact one.
  private static func byReach(
    _ drafts: [RuleDraft], _ samples: [LogSample], _ matcher: inout GrokMatcher
  ) -> [RuleDraft] {
    var reach = [Int](repeating: 0, count: drafts.count)
    for (index, draft) in drafts.enumerated() {
      for (other, foreign) in drafts.enumerated() where other != index {
        for sample in foreign.samples.prefix(maxTried) {
          if matches(draft, samples[sample], &matcher) { reach[index] += 1 }
        }
      }
    }
    let order = drafts.indices.sorted { left, right in
      if reach[left] != reach[right] { return reach[left] < reach[right] }
      if drafts[left].weight != drafts[right].weight {
        return drafts[left].weight > drafts[right].weight
      }
      return left < right
    }
    return order.map { drafts[$0] }
  }

  /// Gives each sample to the first rule that matches it.
  private static func taking(
    _ drafts: [RuleDraft], _ samples: [LogSample], _ matcher: inout GrokMatcher
  ) -> [RuleDraft] {
    var drafts = drafts
    let all = drafts.flatMap(\.samples).sorted()
    for index in drafts.indices { drafts[index].samples = [] }
    for sample in all {
      for index in drafts.indices where matches(drafts[index], samples[sample], &matcher) {
        drafts[index].samples.append(sample)
        break
      }
    }
    return drafts.filter { !$0.samples.isEmpty }
  }

  private static func matches(
    _ draft: RuleDraft, _ sample: LogSample, _ matcher: inout GrokMatcher
  ) -> Bool {
    matcher.match(draft.pattern, sample.line.span.extracting(sample.text)) == .matched
  }
}
