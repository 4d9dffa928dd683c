import Pipeline

/// What examples reach, for people to read.
struct ExampleCoverageReport {
  /// How words are marked.
  let style: TextStyle
  /// Whether all that is not reached is told, and not the first few.
  let isComplete: Bool

  /// So many gaps are told where not all are asked for.
  private static let shownGaps = 10

  /// The part of a page; empty where there is nothing to reach.
  func page(_ figures: CoverageFigures) -> String {
    let rows = [
      ("patterns with an example", figures.examples), ("patterns reached", figures.definitions),
      ("alternatives reached", figures.alternatives),
      ("optional parts there and left out", figures.options), ("rules", figures.rules),
      ("patterns of rules", figures.rulePatterns),
    ].filter { $0.1.all > 0 }
    guard !rows.isEmpty else { return "" }
    var page = style.strong("coverage") + "\n"
    page += Columns.aligned(
      rows.map { name, share in
        [name, "\(share.reached) of \(share.all)", Self.percentage(share)]
      }, indent: "  ")
    if figures.unmeasured > 0 {
      page +=
        "  \(figures.unmeasured) places in patterns are not counted: they are too large to watch\n"
    }
    return page + gaps(figures.gaps)
  }

  private func gaps(_ gaps: [CoverageFigures.Gap]) -> String {
    guard !gaps.isEmpty else { return "" }
    let shown = isComplete ? gaps[...] : gaps.prefix(Self.shownGaps)
    var page = style.strong("not reached") + "\n"
    for gap in shown {
      page += "  \(gap.place): \(gap.owner): \(SafeText.of(gap.what))\n"
    }
    if shown.count < gaps.count {
      page += style.faint("  and \(gaps.count - shown.count) more; --uncovered lists all") + "\n"
    }
    return page
  }

  /// Rounded down, so that 100 % means all.
  private static func percentage(_ share: CoverageFigures.Share) -> String {
    let tenths = share.reached * 1000 / max(share.all, 1)
    return tenths == 1000 ? "100 %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
