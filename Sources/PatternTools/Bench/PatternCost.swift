import Grok

/// What a pattern costs: on a line that it matches, on a foreign one, on one that it refuses late.
struct PatternCost {
  /// A line and the time that a search in it takes.
  struct Search {
    /// The line.
    let line: [UInt8]
    /// The median of some samples.
    let nanoseconds: Double
  }

  /// A line that matches, and the same line damaged near its end.
  struct Example {
    /// The match.
    let match: Search
    /// The late miss; nil if no damage spoils the match.
    let lateMiss: Search?

    /// How many matches the late miss costs.
    var ratio: Double? { lateMiss.map { $0.nanoseconds / match.nanoseconds } }
  }

  /// The name or expression that was asked for.
  let name: String
  /// What it compiles to.
  let pattern: GrokPattern
  /// Of several examples the one whose late miss costs the most matches; nil without examples.
  let example: Example?
  /// A foreign line; nil if the pattern matches any.
  let miss: Search?

  /// Measures a pattern.
  ///
  /// - Parameters:
  ///   - examples: lines; those that do not match are left out.
  ///   - foreign: lines of which the first that does not match is the foreign one.
  init(
    _ name: String, _ pattern: GrokPattern, examples: [[UInt8]], foreign: [[UInt8]],
    _ matcher: inout GrokMatcher
  ) {
    self.name = name
    self.pattern = pattern
    var worst: Example?
    for line in examples where matcher.match(pattern, line.span) == .matched {
      let match = Self.search(pattern, line, &matcher)
      let damaged = LateMiss.of(line, pattern, &matcher)
      let example = Example(
        match: match, lateMiss: damaged.map { Self.search(pattern, $0, &matcher) })
      if (example.ratio ?? 0) >= (worst?.ratio ?? 0) { worst = example }
    }
    example = worst
    let line = foreign.first { matcher.match(pattern, $0.span) != .matched }
    miss = line.map { Self.search(pattern, $0, &matcher) }
  }

  private static func search(
    _ pattern: GrokPattern, _ line: [UInt8], _ matcher: inout GrokMatcher
  ) -> Search {
    let time = Stopwatch.nanoseconds(&matcher) { _ = $0.match(pattern, line.span) }
    return Search(line: line, nanoseconds: time)
  }
}

/// What a foreign line costs a list of patterns that are tried as one set.
struct SetCost {
  /// The names, in the order of the set.
  let names: [String]
  /// The line and the time.
  let miss: PatternCost.Search

  /// Measures the set of those patterns that do not match `line`.
  init(_ costs: ArraySlice<PatternCost>, _ line: [UInt8], _ matcher: inout GrokMatcher) {
    names = costs.map(\.name)
    let set = GrokSet(costs.map(\.pattern))
    let time = Stopwatch.nanoseconds(&matcher) { _ = set.evaluate(line.span, with: &$0) }
    miss = PatternCost.Search(line: line, nanoseconds: time)
  }
}
