import GenesysLog
import Grok
import YAMLReading

/// How much of what is tested the examples reach, and what they do not.
struct CoverageFigures: Sendable {
  /// How many of how many.
  struct Share: Sendable, Equatable {
    /// How many there are.
    var all = 0
    /// How many of them are reached.
    var reached = 0
  }

  /// Something that no example reaches.
  struct Gap: Sendable, Equatable {
    /// Where it is written: `core.grok:14`.
    let place: String
    /// The definition or the rule that it belongs to.
    let owner: String
    /// What is not reached, in words.
    let what: String
  }

  /// Definitions that have an example of their own.
  private(set) var examples = Share()
  /// Definitions that an example goes through.
  private(set) var definitions = Share()
  /// Branches of alternatives.
  private(set) var alternatives = Share()
  /// What may be left out; reached is what is there in one example, and left out in another.
  private(set) var options = Share()
  /// Rules.
  private(set) var rules = Share()
  /// The patterns of rules.
  private(set) var rulePatterns = Share()
  /// What no example reaches, in the order of the files.
  private(set) var gaps: [Gap] = []
  /// How many places in patterns could not be watched.
  let unmeasured: Int

  /// Compares what should be reached with what is.
  init(_ scope: CoverageScope, _ coverage: ExampleCoverage) {
    unmeasured = coverage.parts.unmeasured
    countExamples(scope)
    let files = scope.files
    countParts(coverage.parts.parts.filter { files.contains($0.part.origin.file) }, scope)
    countRules(scope, coverage)
  }

  private mutating func countExamples(_ scope: CoverageScope) {
    var seen: [PatternOrigin: Bool] = [:]
    for definition in scope.definitions.map(\.definition) where seen[definition.origin] == nil {
      let hasExample = definition.examples.contains { $0.matches }
      seen[definition.origin] = hasExample
      if !hasExample {
        let origin = definition.origin
        gaps.append(
          Gap(
            place: "\(origin.file):\(origin.line)", owner: definition.name, what: "has no example"))
      }
    }
    examples = Share(all: seen.count, reached: seen.values.count { $0 })
  }

  private mutating func countParts(
    _ parts: [(part: PatternPart, matches: Int)], _ scope: CoverageScope
  ) {
    var owners: [PatternOrigin: String] = [:]
    for (rule, _) in scope.rules {
      for pattern in rule.patterns { owners[PatternOrigin(pattern.place)] = rule.name }
    }
    // The innermost gap around the present part: what is inside it is not told again.
    var around: PatternPart?
    for (part, matches) in parts {
      count(part, isReached: matches > 0)
      guard matches == 0, !(around.map { part.isInside($0) } ?? false) else { continue }
      around = part
      gaps.append(
        Gap(
          place: part.place,
          owner: part.pattern ?? owners[part.origin] ?? "", what: part.words))
    }
  }

  private mutating func count(_ part: PatternPart, isReached: Bool) {
    switch part.kind {
    case .definition: definitions.add(isReached)
    case .alternative: alternatives.add(isReached)
    case .option: options.add(isReached)
    }
  }

  private mutating func countRules(_ scope: CoverageScope, _ coverage: ExampleCoverage) {
    for (rule, _) in scope.rules {
      let isReached = coverage.rules.contains(rule.name)
      rules.add(isReached)
      let place = "\(rule.place.file):\(rule.place.line)"
      if !isReached { gaps.append(Gap(place: place, owner: rule.name, what: "takes no example")) }
      for (index, pattern) in rule.patterns.enumerated() {
        let isReached = coverage.expressions.contains(PatternOrigin(pattern.place))
        rulePatterns.add(isReached)
        if isReached || rule.patterns.count == 1 { continue }
        gaps.append(
          Gap(
            place: "\(pattern.place.file):\(pattern.place.line)", owner: rule.name,
            what: "pattern \(index + 1) of \(rule.patterns.count) takes no example"))
      }
    }
  }
}

extension CoverageFigures.Share {
  fileprivate mutating func add(_ isReached: Bool) {
    all += 1
    if isReached { reached += 1 }
  }
}

extension PatternPart {
  /// `core.grok:14:5`; a whole definition, and a part of an expression, go without the column.
  fileprivate var place: String {
    let line = "\(origin.file):\(origin.line)"
    return column > 0 && kind != .definition ? "\(line):\(column)" : line
  }

  /// What it means that no example reaches the part.
  fileprivate var words: String {
    switch kind {
    case .definition: "is not reached"
    case .alternative(let number, let count):
      "alternative \(number) of \(count) is not reached: \(shown.isEmpty ? "nothing" : shown)"
    case .option(isTaken: true): "is always left out: \(shown)"
    case .option(isTaken: false): "is never left out: \(shown)"
    }
  }

  private var shown: String {
    text.count <= 60 ? text : text.prefix(57) + "..."
  }
}
