/// What elements stand in.
extension PatternElement {
  /// The elements it stands in, itself first.
  var lineage: [PatternElement] {
    var lineage = [self]
    while let parent = lineage[lineage.count - 1].parent { lineage.append(parent) }
    return lineage
  }

  /// The innermost element that both stand in, or are.
  func common(with other: PatternElement) -> PatternElement? {
    var shared: PatternElement?
    for (mine, others) in zip(lineage.reversed(), other.lineage.reversed()) {
      guard shared == nil || mine.index == others.index else { break }
      shared = mine
    }
    return shared
  }

  /// The loops that it stands in, or is, the innermost first.
  func repetitions(from copies: Int) -> [PatternElement] {
    lineage.filter { $0.loops(from: copies) }
  }

  private func loops(from copies: Int) -> Bool {
    if case .repetition(_, let repetition) = node.kind { return repetition.loops(from: copies) }
    return false
  }

  /// Whether the engine, once at `later`, cannot come back to this element for another try: a group that
  /// never gives back ends between them.
  func isSealed(before later: PatternElement) -> Bool {
    let shared = common(with: later)?.path.count ?? 0
    return lineage.contains { element in element.path.count > shared && element.isSealed }
  }

  /// Whether what it took it keeps.
  var isSealed: Bool {
    switch node.kind {
    case .group(.atomic, _), .group(.lookahead, _), .group(.negativeLookahead, _),
      .group(.lookbehind, _), .group(.negativeLookbehind, _):
      true
    case .repetition(_, let repetition): repetition.mode == .possessive
    default: false
    }
  }

  /// The outermost element of the text of `pattern` that it stands in, or is; nil if it stands elsewhere.
  func inText(of pattern: ParsedPattern) -> PatternElement? {
    lineage.first { $0.isWritten(in: pattern) }
  }

  /// Whether it is written in a text; in a definition on the spot too.
  func isWritten(in pattern: ParsedPattern) -> Bool {
    self.pattern === pattern
      || self.pattern.origin == pattern.origin && self.pattern.name == pattern.name
        && self.pattern.text == pattern.text
  }
}
