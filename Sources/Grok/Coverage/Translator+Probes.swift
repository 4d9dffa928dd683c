extension Translator {
  /// Whether the walk is where a group tells afterwards that a match went through it.
  ///
  /// Captures in a look-behind or a negative assertion are gone once it is passed.
  var probing: Bool { probes.map { $0.assertions == 0 && lookBehinds == 0 } ?? false }

  /// A step that marks the end of a part; nil where there are no probes.
  func probe(_ part: PatternPart.Kind, _ range: Range<Int>) -> Step? {
    probing ? .probe(part, range, current) : nil
  }

  /// Writes the empty group of a probe.
  mutating func write(
    probe part: PatternPart.Kind, _ range: Range<Int>, of pattern: ParsedPattern
  ) throws(GrokError) {
    guard let table = probes else { return }
    var group: Int?
    if table.writesNext {
      guard groupCount < Self.maximumGroups else {
        throw .tooLarge(
          what: "groups", limit: Self.maximumGroups, at: SourcePlace(range, of: pattern).location)
      }
      groupCount += 1
      group = groupCount
      write("()")
    }
    probes?.add(part, range, of: pattern, group: group)
  }

  /// Writes what may be left out as two alternatives, each with its probe.
  ///
  /// `X*` as `(?:X+()|())`, `X??` as `(?:()|X())`: the same texts, found in the same order.
  mutating func write(option repeated: Node, _ repetition: Repetition) {
    let range = repeated.range
    let (taken, leftOut) = (
      probe(.option(isTaken: true), range), probe(.option(isTaken: false), range)
    )
    var once = repetition
    once.minimum = 1
    // Inside an atomic group, greedy is possessive.
    if repetition.mode == .possessive { once.mode = .greedy }
    write(repetition.mode == .possessive ? "(?>" : "(?:")
    var sequence: [Step?] = [.plainRepetition(repeated, once), taken, .text("|"), leftOut]
    if repetition.mode == .lazy { sequence = [leftOut, .text("|"), sequence[0], taken] }
    steps.append(.text(")"))
    steps += sequence.reversed().compactMap(\.self)
  }
}

extension Node {
  /// Whether it is of interest that the element, which may be left out, was there or was not.
  ///
  /// Not that of `\d*`: what repeats single characters is often empty, or never, and no branch.
  func isOption(_ repetition: Repetition) -> Bool {
    guard repetition.minimum == 0, repetition.maximum != 0 else { return false }
    if repetition.maximum == 1 { return true }
    switch kind {
    case .group, .reference: return true
    default: return false
    }
  }
}
