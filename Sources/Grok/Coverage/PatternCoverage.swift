/// How often the parts of patterns were gone through by matches, over all expressions that have them.
package struct PatternCoverage: Sendable {
  private var matches: [PatternPart: Int] = [:]

  /// How many probes of how many patterns could not be written.
  package private(set) var unmeasured = 0

  /// Nothing so far.
  package init() {}

  /// The parts that are known, in the order of their places, and how many matches went through each.
  package var parts: [(part: PatternPart, matches: Int)] {
    matches.sorted { $0.key < $1.key }.map { (part: $0.key, matches: $0.value) }
  }

  /// How many matches went through a part; nil if it is not known.
  package subscript(part: PatternPart) -> Int? { matches[part] }

  /// Makes the parts of a pattern known.
  package mutating func know(_ pattern: ProbedPattern) {
    unmeasured += pattern.unmeasured
    for part in pattern.parts { matches[part, default: 0] += 0 }
  }

  /// Notes a match of a pattern that is known.
  ///
  /// - Parameter start: where the match begins in the subject.
  package mutating func note(
    _ pattern: ProbedPattern, in subject: Span<UInt8>, encoding: SubjectEncoding, from start: Int
  ) {
    let reach = pattern.reach(in: subject, encoding: encoding, from: start)
    for index in reach?.parts ?? [] { matches[pattern.parts[index], default: 0] += 1 }
  }
}
