/// Tells, by one pass over a subject, which of many patterns can match it at all.
///
/// Every match of a pattern holds one literal of each of the pattern's clauses
/// (``RequiredLiterals``). The pass looks for all literals of all patterns at once; what it leaves
/// are the patterns of which no clause is unmet. It only ever takes out what cannot match, so that
/// trying the others in order gives what trying all would.
///
///     let prefilter = GrokPrefilter(patterns)
///     prefilter.select(line, &candidates)
///     while let index = candidates.popFirst() { ... }
public struct GrokPrefilter: Sendable {
  /// The patterns left, lowest index first.
  public struct Candidates: Sendable {
    fileprivate var words: [UInt64] = []
    fileprivate var met: [UInt64] = []
    fileprivate var first = 0

    /// No candidates, and no memory yet.
    public init() {}

    /// Takes out the lowest index; nil if none is left.
    public mutating func popFirst() -> Int? {
      while first < words.count {
        let word = words[first]
        if word != 0 {
          words[first] = word & (word &- 1)
          return first &* 64 &+ word.trailingZeroBitCount
        }
        first &+= 1
      }
      return nil
    }
  }

  /// Some bits of one word of the table of clauses met.
  private struct Mark: Sendable {
    var word: Int32
    var bits: UInt64
  }

  private let automaton: LiteralAutomaton
  /// What each ending state of the automaton marks.
  private let marks: [Mark]
  private let markRanges: [Range<Int32>]
  /// Of each clause rank, a bit for each pattern that has no clause of that rank.
  private let unasked: [UInt64]
  private let wordCount: Int

  /// Clauses asked of a pattern at most; those that rule out most.
  private static let ranks = 4
  /// Bytes of a literal looked for at most: more rule out hardly more, and make the table larger.
  private static let maximumLiteral = 10

  /// Prepares to choose among patterns.
  public init(_ patterns: [GrokPattern]) {
    wordCount = (patterns.count + 63) / 64
    var unasked = [UInt64](repeating: 0, count: wordCount * Self.ranks)
    /// Of each literal the marks it makes, by word.
    var wanted: [[UInt8]: [Int: UInt64]] = [:]
    for (index, pattern) in patterns.enumerated() {
      // For a single pattern PCRE2 looks for what it requires itself.
      let clauses = patterns.count > 1 ? Self.chosen(pattern.requiredClauses()) : []
      let bit: UInt64 = 1 << UInt64(index % 64)
      for rank in 0..<Self.ranks {
        let word = rank * wordCount + index / 64
        if rank >= clauses.count { unasked[word] |= bit }
        for literal in clauses.dropFirst(rank).first ?? [] {
          wanted[literal, default: [:]][word, default: 0] |= bit
        }
      }
    }
    self.unasked = unasked
    let literals = Array(wanted.keys)
    automaton = LiteralAutomaton(literals)
    (marks, markRanges) = Self.marks(of: automaton) { wanted[literals[$0]] ?? [:] }
  }

  /// What each ending state of an automaton marks.
  private static func marks(
    of automaton: LiteralAutomaton, _ marksOfLiteral: (Int) -> [Int: UInt64]
  ) -> ([Mark], [Range<Int32>]) {
    var marks: [Mark] = []
    var ranges: [Range<Int32>] = []
    for ending in 0..<automaton.endingCount {
      var merged: [Int: UInt64] = [:]
      for literal in automaton.literals(ending) {
        merged.merge(marksOfLiteral(Int(literal))) { $0 | $1 }
      }
      let start = Int32(marks.count)
      for (word, bits) in merged { marks.append(Mark(word: Int32(word), bits: bits)) }
      ranges.append(start..<Int32(marks.count))
    }
    return (marks, ranges)
  }

  /// Finds the patterns that can match a subject.
  ///
  /// Cost: about a nanosecond a byte, and little more for a thousand patterns than for ten.
  public func select(_ subject: Span<UInt8>, _ candidates: inout Candidates) {
    if candidates.met.count != unasked.count {
      candidates.met = unasked
      candidates.words = [UInt64](repeating: 0, count: wordCount)
    }
    candidates.first = 0
    // Out of the candidates while it is written, and back: no copy.
    var met: [UInt64] = []
    swap(&met, &candidates.met)
    for index in unasked.indices { met[index] = unasked[index] }
    if !marks.isEmpty { mark(subject, &met) }
    for word in 0..<wordCount {
      var bits = met[word]
      for rank in 1..<Self.ranks { bits &= met[rank * wordCount + word] }
      candidates.words[word] = bits
    }
    swap(&met, &candidates.met)
  }

  /// Marks the clauses that a subject meets.
  private func mark(_ subject: Span<UInt8>, _ met: inout [UInt64]) {
    var words = met.mutableSpan
    let (marks, ranges) = (marks.span, markRanges.span)
    automaton.scan(subject) { ending in
      let range = ranges[ending]
      for place in Int(range.lowerBound)..<Int(range.upperBound) {
        words[Int(marks[place].word)] |= marks[place].bits
      }
    }
  }

  /// The clauses to ask for, in shortened literals.
  private static func chosen(_ clauses: [RequiredLiterals.Clause]) -> [RequiredLiterals.Clause] {
    var chosen: [RequiredLiterals.Clause] = []
    let short = clauses.map { clause in RequiredLiterals.Clause(clause.map(shortened)) }
    for clause in short.sorted(by: { $0.weight > $1.weight })
    where chosen.count < ranks && !chosen.contains(clause) && isWorthwhile(clause) {
      chosen.append(clause)
    }
    return chosen
  }

  /// Whether a clause rules out enough to be asked for: not one that nearly every line meets.
  private static func isWorthwhile(_ clause: RequiredLiterals.Clause) -> Bool {
    clause.weight >= 16
  }

  /// The end of a literal, which is mostly the more telling part.
  private static func shortened(_ literal: [UInt8]) -> [UInt8] {
    Array(literal.suffix(maximumLiteral))
  }
}
