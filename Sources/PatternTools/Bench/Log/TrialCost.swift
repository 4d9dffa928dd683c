import Grok

/// What a try of a rule costs, in nanoseconds.
struct TrialCost: Sendable {
  /// Texts that are measured with, of each kind.
  private static let texts = 6
  /// The most bytes of a text that is damaged, byte after byte, until it does not match.
  private static let longestDamaged = 2048

  /// Where it matches: the mean of some texts; nil if it never does.
  let match: Double?
  /// Where it does not: the mean of some texts that other rules take; nil if there are none.
  let miss: Double?
  /// Where it fails at the end of a text: the worst of some damaged texts.
  let lateMiss: Double?

  /// Measures a rule of a group.
  ///
  /// - Parameters:
  ///   - matched: texts that it matches.
  ///   - missed: texts that it is tried on in vain.
  init(
    _ group: TrialGroup, _ unit: Int, matched: [TrialText], missed: [TrialText],
    _ matcher: inout GrokMatcher
  ) {
    match = Self.mean(matched, group, unit, &matcher)
    miss = Self.mean(missed, group, unit, &matcher)
    var worst: Double?
    for text in matched.prefix(Self.texts) {
      for (pattern, seen) in group.patterns(of: unit, for: text)
      where seen.count <= Self.longestDamaged && matcher.match(pattern, seen.span) == .matched {
        guard let damaged = LateMiss.of(seen, pattern, &matcher) else { break }
        worst = max(worst ?? 0, Self.search(pattern, damaged, &matcher))
        break
      }
    }
    lateMiss = worst
  }

  private static func mean(
    _ all: [TrialText], _ group: TrialGroup, _ unit: Int, _ matcher: inout GrokMatcher
  ) -> Double? {
    let chosen = all.prefix(texts)
    guard !chosen.isEmpty else { return nil }
    var sum = 0.0
    for text in chosen {
      for (pattern, seen) in group.patterns(of: unit, for: text) {
        sum += search(pattern, seen, &matcher)
        if matcher.match(pattern, seen.span) != .noMatch { break }
      }
    }
    return sum / Double(chosen.count)
  }

  private static func search(
    _ pattern: GrokPattern, _ text: [UInt8], _ matcher: inout GrokMatcher
  ) -> Double {
    Stopwatch.nanoseconds(&matcher) { _ = $0.match(pattern, text.span) }
  }
}
