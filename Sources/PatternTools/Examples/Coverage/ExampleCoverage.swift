import GenesysLog
import Grok

/// What the matches of examples went through.
struct ExampleCoverage {
  /// The parts of patterns.
  private(set) var parts = PatternCoverage()
  /// The rules that took a line, by name.
  private(set) var rules: Set<String> = []
  /// Where the expressions stand that matched.
  private(set) var expressions: Set<PatternOrigin> = []

  private var probed: [ObjectIdentifier: (pattern: GrokPattern, probed: ProbedPattern)] = [:]
  private let isWanted: Bool

  /// Nothing so far; nothing ever, where coverage is not asked for.
  init(isWanted: Bool = true) { self.isWanted = isWanted }

  /// Notes that a pattern matches a text.
  mutating func note(_ pattern: GrokPattern, _ bytes: [UInt8]) {
    guard isWanted else { return }
    expressions.insert(pattern.origin)
    var matcher = GrokMatcher()
    let encoding = SubjectEncoding(of: bytes.span)
    guard matcher.match(pattern, bytes.span, encoding: encoding) == .matched,
      let start = matcher.range(ofGroup: 0)?.lowerBound
    else { return }
    parts.note(probes(of: pattern), in: bytes.span, encoding: encoding, from: start)
  }

  /// Notes that a rule took a line.
  mutating func note(rule: Rule) { rules.insert(rule.name) }

  /// Makes the parts of a pattern known, of which perhaps no example goes through any.
  mutating func know(_ pattern: GrokPattern) {
    if isWanted { _ = probes(of: pattern) }
  }

  private mutating func probes(of pattern: GrokPattern) -> ProbedPattern {
    let key = ObjectIdentifier(pattern)
    if let known = probed[key] { return known.probed }
    let made = ProbedPattern(pattern)
    // The pattern is kept, so that no other can have its identity.
    probed[key] = (pattern, made)
    parts.know(made)
    return made
  }
}
