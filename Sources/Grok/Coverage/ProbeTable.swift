/// The empty groups that a translation has at the ends of parts, to tell which a match went through.
struct ProbeTable {
  /// A probe: a part and, if it was written, its group.
  struct Probe {
    let part: PatternPart.Kind
    let range: Range<Int>
    let pattern: ParsedPattern
    let group: Int?
  }

  /// Which of the probes, counted from the start, are written; all are listed.
  let written: Range<Int>

  /// All probes, in the order of the translation.
  private(set) var probes: [Probe] = []

  /// Inside how many assertions the walk is that leave no captures behind.
  var assertions = 0

  /// A table of no probes yet.
  init(writing written: Range<Int>) { self.written = written }

  /// Whether the next probe is to be written.
  var writesNext: Bool { written.contains(probes.count) }

  /// Lists a probe.
  mutating func add(
    _ part: PatternPart.Kind, _ range: Range<Int>, of pattern: ParsedPattern, group: Int?
  ) {
    probes.append(Probe(part: part, range: range, pattern: pattern, group: group))
  }
}
