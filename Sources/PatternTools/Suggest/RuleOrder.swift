import Grok

/// Puts rules in an order in which each takes its own records.
///
/// Of the rules for one id the first that matches wins: one that matches the records of others too
/// comes after them.
enum RuleOrder {
  /// How many samples of a rule are tried on the others.
  private static let maxTried = 50

  /// The rules in the order to try; those that find no record left are gone.
  static func arrange(_ drafts: [SuggestedRule], _ samples: [LogSample]) -> [SuggestedRule] {
    var groups: [Int32: [SuggestedRule]] = [:]
    for draft in drafts { groups[draft.code, default: []].append(draft) }
    var matcher = GrokMatcher()
    return groups.keys.sorted { $0 < 0 ? false : $1 < 0 ? true : $0 < $1 }.flatMap { code in
      let group = groups[code] ?? []
      let reach = reach(of: group, samples, &matcher)
      return taking(group, order(group, reach), reach, samples, &matcher)
    }
  }

  /// For each rule, the others whose samples it matches, and how many of those.
  private static func reach(
    of drafts: [SuggestedRule], _ samples: [LogSample], _ matcher: inout GrokMatcher
  ) -> [[Int: Int]] {
    drafts.indices.map { index in
      var found: [Int: Int] = [:]
      for (other, foreign) in drafts.enumerated() where other != index {
        for sample in foreign.samples.prefix(maxTried) {
          if matches(drafts[index], samples[sample], &matcher) { found[other, default: 0] += 1 }
        }
      }
      return found
    }
  }

  /// The order: those that match the fewest samples of others first, then the more exact ones.
  private static func order(_ drafts: [SuggestedRule], _ reach: [[Int: Int]]) -> [Int] {
    let sums = reach.map { $0.values.reduce(0, +) }
    return drafts.indices.sorted { left, right in
      if sums[left] != sums[right] { return sums[left] < sums[right] }
      if drafts[left].weight != drafts[right].weight {
        return drafts[left].weight > drafts[right].weight
      }
      return left < right
    }
  }

  /// Gives each sample to the first rule that matches it.
  private static func taking(
    _ drafts: [SuggestedRule], _ order: [Int], _ reach: [[Int: Int]], _ samples: [LogSample],
    _ matcher: inout GrokMatcher
  ) -> [SuggestedRule] {
    var taken = [[Int]](repeating: [], count: drafts.count)
    for (place, index) in order.enumerated() {
      let earlier = order[..<place].filter { reach[$0][index] != nil }
      for sample in drafts[index].samples {
        var winner = index
        for other in earlier where matches(drafts[other], samples[sample], &matcher) {
          winner = other
          break
        }
        taken[winner].append(sample)
      }
    }
    return order.filter { !taken[$0].isEmpty }.map { index in
      var draft = drafts[index]
      draft.samples = taken[index].sorted()
      return draft
    }
  }

  private static func matches(
    _ draft: SuggestedRule, _ sample: LogSample, _ matcher: inout GrokMatcher
  ) -> Bool {
    matcher.match(draft.pattern, sample.line.span.extracting(sample.text)) == .matched
  }
}
