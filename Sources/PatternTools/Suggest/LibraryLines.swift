import Grok

/// Finds the patterns of the library that describe lines as a whole: an access log's, syslog's.
struct LibraryLines {
  /// A pattern and the lines that it takes.
  struct Found {
    /// The pattern's name.
    let name: String
    /// Indices of the lines.
    let samples: [Int]
  }

  private let patterns: [(name: String, pattern: GrokPattern)]

  /// The patterns of a library that capture fields, have examples of lines, and match no line at all.
  init(_ library: PatternLibrary) {
    var options = GrokOptions()
    options.anchoredAtStart = true
    options.anchoredAtEnd = true
    var matcher = GrokMatcher()
    patterns = library.names.sorted().compactMap { name in
      let examples = (library[name]?.examples ?? []).filter(\.matches)
      guard !examples.isEmpty, examples.allSatisfy({ $0.text.utf8.count >= Self.leastExample }),
        let pattern = try? GrokPattern("%{\(name)}", library: library, options: options),
        pattern.fields.count >= Self.leastFields, !Self.matchesForeign(pattern, &matcher)
      else { return nil }
      return (name, pattern)
    }
  }

  /// A pattern whose examples are shorter describes a part of a line.
  private static let leastExample = 20
  private static let leastFields = 3
  /// The share of lines that a pattern must take, in percent.
  private static let leastShare = 20
  /// How many lines are tried to choose by.
  private static let maxTried = 500

  /// Lines that a pattern takes only if it takes any.
  private static let foreign = [
    "a b c d e f g h i j k l", "key=value other=2 third=three", "no such thing; 12 of 30, done",
    "[main] WARN Handler: took 20 ms", "09:12:44.100 Std 05060 Application started",
  ]

  private static func matchesForeign(_ pattern: GrokPattern, _ matcher: inout GrokMatcher) -> Bool {
    for line in foreign {
      let bytes = Array(line.utf8)
      if matcher.match(pattern, bytes.span) == .matched { return true }
    }
    return false
  }

  /// The patterns that take a good share of the lines, each those that the ones before left.
  func choose(_ samples: [LogSample], _ indices: [Int]) -> (found: [Found], rest: [Int]) {
    var matcher = GrokMatcher()
    var rest = indices
    var found: [Found] = []
    while !rest.isEmpty, let best = best(for: rest, samples, &matcher) {
      var taken: [Int] = []
      var left: [Int] = []
      for index in rest {
        let line = samples[index].line
        let isTaken = Self.describes(best.pattern, line, &matcher)
        if isTaken { taken.append(index) } else { left.append(index) }
      }
      if taken.count * 100 < indices.count * Self.leastShare { break }
      found.append(Found(name: best.name, samples: taken))
      rest = left
    }
    return (found, rest)
  }

  /// Whether a pattern takes a line, and says more of it than that it has a time and a message.
  private static func describes(
    _ pattern: GrokPattern, _ line: [UInt8], _ matcher: inout GrokMatcher
  ) -> Bool {
    guard matcher.match(pattern, line.span) == .matched else { return false }
    var captured = 0
    for field in pattern.fields where field.path != ["message"] {
      if field.groups.contains(where: { matcher.range(ofGroup: $0.number)?.isEmpty == false }) {
        captured += 1
      }
    }
    return captured >= leastFields
  }

  /// The pattern that takes the most of some lines; of several the one with the most fields.
  private func best(
    for rest: [Int], _ samples: [LogSample], _ matcher: inout GrokMatcher
  ) -> (name: String, pattern: GrokPattern)? {
    let step = max(1, rest.count / Self.maxTried)
    let tried = stride(from: 0, to: rest.count, by: step).map { rest[$0] }
    var best: (index: Int, lines: Int, fields: Int)?
    for (index, candidate) in patterns.enumerated() {
      var lines = 0
      for sample in tried {
        let line = samples[sample].line
        if Self.describes(candidate.pattern, line, &matcher) { lines += 1 }
      }
      let fields = candidate.pattern.fields.count
      guard lines > 0, (lines, fields) > (best?.lines ?? 0, best?.fields ?? 0) else { continue }
      best = (index, lines, fields)
    }
    return best.map { patterns[$0.index] }
  }
}
