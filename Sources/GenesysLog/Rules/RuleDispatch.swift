/// The rules for the records of one component, arranged so that a record finds its few at once.
///
/// Built once per component; a lookup is two array reads, whatever the number of rules. The hot
/// path walks a range of candidates:
///
///     for index in dispatch.candidates(code: 24200) {
///       let candidate = dispatch[index]      // match candidate.pattern; the first match wins
///     }
package struct RuleDispatch: Sendable {
  /// One pattern to try, and the rule it belongs to.
  package struct Candidate: Sendable {
    /// Index into `RuleSet.rules`.
    package let rule: Int
    /// Index into `RuleSet.patterns`: the same for a pattern in all dispatches.
    package let pattern: Int
    /// Whether it is matched against all lines of a record, not only its first.
    package let seesMembers: Bool
    /// Where `prefixes` holds the bytes that a text it matches begins with; empty if not known.
    fileprivate let prefix: Slot
  }

  private let candidates: [Candidate]
  /// The literal prefixes of all candidates, one after another.
  private let prefixes: [UInt8]
  /// Page of a message id's first three digits; page 0 is the empty one.
  private let pages: [UInt16]
  /// Range of candidates of each id, a hundred to a page.
  private let ranges: [Slot]
  /// Range of candidates for texts without an id, by their first byte; the last: empty texts.
  private let uncoded: [Slot]

  /// A range of candidates or bytes, half the size of `Range<Int>`.
  fileprivate struct Slot: Sendable {
    var start: UInt32 = 0
    var end: UInt32 = 0

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// All candidates for texts without a message id, in the order to try.
  package let candidatesWithoutCode: Range<Int>

  /// How many candidates there are in all.
  package var count: Int { candidates.count }

  /// The candidate at an index of a range that `candidates(code:)` gave.
  package subscript(index: Int) -> Candidate { candidates[index] }

  /// The candidates for a message id, in the order to try.
  /// - Parameter code: 0 to 99999; any other value has none.
  package func candidates(code: Int) -> Range<Int> {
    guard code >= 0, code < 100_000 else { return 0..<0 }
    return ranges[Int(pages[code / 100]) * 100 + code % 100].range
  }

  /// The candidates for a text without a message id, in the order to try.
  ///
  /// Only those whose pattern can begin with the text's first byte; ask `mayMatch` of each.
  package func candidates(text: Span<UInt8>) -> Range<Int> {
    uncoded[text.isEmpty ? 256 : Int(text[0])].range
  }

  /// Whether a candidate's pattern begins with literal text that is looked at before it is tried.
  package func hasPrefix(_ index: Int) -> Bool {
    candidates[index].prefix.end > candidates[index].prefix.start
  }

  /// Whether a text begins with the literal that a candidate's pattern requires.
  package func mayMatch(_ index: Int, text: Span<UInt8>) -> Bool {
    let prefix = candidates[index].prefix
    let count = Int(prefix.end - prefix.start)
    guard count <= text.count else { return false }
    for offset in 0..<count where prefixes[Int(prefix.start) + offset] != text[offset] {
      return false
    }
    return true
  }
}

extension RuleDispatch {
  /// One rule to arrange.
  struct Entry {
    /// Index into `RuleSet.rules`.
    let rule: Int
    /// Its message ids; empty for texts without one.
    let codes: [Int]
    /// Number of its first pattern; the others follow.
    let firstPattern: Int
    /// The patterns as written.
    let patterns: [String]
    /// Whether they are matched against all lines of a record.
    let seesMembers: Bool
    /// Whether the rule comes with the program.
    let isBuiltIn: Bool
  }

  /// Arranges rules that are given in the order to try.
  ///
  /// Of the built-in ones for texts without an id, those that begin with literal text come first: they
  /// are more exact, and cost nothing where the text begins otherwise.
  init(_ entries: [Entry]) {
    var prefixes: [UInt8] = []
    var byCode: [Int: [Candidate]] = [:]
    var withoutCode: [[(candidate: Candidate, first: UInt8?)]] = [[], [], []]
    for entry in entries {
      let candidates = entry.patterns.enumerated().map { offset, text in
        // An id narrows the choice more than any prefix.
        let prefix = entry.codes.isEmpty ? LiteralPrefix.of(text) : []
        let start = UInt32(prefixes.count)
        prefixes += prefix
        return Candidate(
          rule: entry.rule, pattern: entry.firstPattern + offset,
          seesMembers: entry.seesMembers,
          prefix: Slot(start: start, end: UInt32(prefixes.count)))
      }
      if entry.codes.isEmpty {
        for candidate in candidates {
          let first = prefixes[candidate.prefix.range].first
          withoutCode[entry.isBuiltIn ? (first == nil ? 2 : 1) : 0].append((candidate, first))
        }
      }
      for code in Set(entry.codes) { byCode[code, default: []] += candidates }
    }
    var all: [Candidate] = []
    let (pages, ranges) = Self.arrange(byCode, in: &all)
    let uncoded = Self.arrange(withoutCode.flatMap(\.self), in: &all)
    let everyUncoded = Self.append(withoutCode.flatMap(\.self).map(\.candidate), to: &all)
    self.init(
      candidates: all, prefixes: prefixes, pages: pages, ranges: ranges, uncoded: uncoded,
      candidatesWithoutCode: everyUncoded.range)
  }

  /// The two tables that lead from an id to its candidates.
  private static func arrange(
    _ byCode: [Int: [Candidate]], in all: inout [Candidate]
  ) -> (pages: [UInt16], ranges: [Slot]) {
    var pages = [UInt16](repeating: 0, count: 1000)
    var ranges = [Slot](repeating: Slot(), count: 100)
    for (code, candidates) in byCode.sorted(by: { $0.key < $1.key }) {
      if pages[code / 100] == 0 {
        pages[code / 100] = UInt16(ranges.count / 100)
        ranges += [Slot](repeating: Slot(), count: 100)
      }
      ranges[Int(pages[code / 100]) * 100 + code % 100] = append(candidates, to: &all)
    }
    return (pages, ranges)
  }

  /// The table that leads from a text's first byte to the candidates without an id.
  private static func arrange(
    _ candidates: [(candidate: Candidate, first: UInt8?)], in all: inout [Candidate]
  ) -> [Slot] {
    // Most bytes begin no prefix, and share one range.
    var known: [[Int]: Slot] = [:]
    return (0...256).map { first in
      let indices = candidates.indices.filter { index in
        candidates[index].first.map { Int($0) == first } ?? true
      }
      let slot = known[indices] ?? append(indices.map { candidates[$0].candidate }, to: &all)
      known[indices] = slot
      return slot
    }
  }

  private static func append(_ candidates: [Candidate], to all: inout [Candidate]) -> Slot {
    let start = UInt32(all.count)
    all += candidates
    return Slot(start: start, end: UInt32(all.count))
  }
}
