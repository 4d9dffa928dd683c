extension PrefixDescent.Stop {
  /// The element, or the characters that it stands among.
  var described: GrokDiagnosis.Element {
    guard let range = runRange else { return element.described }
    let text = element.pattern.text[range.clamped(to: 0..<element.pattern.text.count)]
    return GrokDiagnosis.Element(
      text: String(decoding: text, as: UTF8.self),
      location: SourcePlace(range, of: element.pattern).location)
  }

  /// What could have stood there.
  func words(_ dotMatchesNewline: Bool) -> String {
    guard run != nil else { return element.words(dotMatchesNewline: dotMatchesNewline) }
    return PatternElement.quoted(of: runCharacters)
  }

  /// The characters in a row that the element is one of.
  var runCharacters: [UInt32] {
    guard let run, let parent = element.parent else { return [] }
    return parent.children[run].compactMap { child in
      if case .literal(let value) = child.node.kind { value } else { nil }
    }
  }

  /// Where the characters in a row begin in the text.
  var runStart: Int {
    guard let run, let last = reading.units.last, element.index > run.lowerBound else {
      return reading.stop
    }
    return last.range.lowerBound
  }

  private var runRange: Range<Int>? {
    guard let run, let parent = element.parent else { return nil }
    let children = parent.children[run]
    guard let first = children.first, let last = children.last else { return nil }
    return first.node.range.lowerBound..<last.node.range.upperBound
  }

  /// The beginning of the expression before the element, with its groups closed; definitions that
  /// fit in part are written out.
  ///
  /// - Parameter depth: of the elements that lead to this one, the one to stop before.
  func prefix(before depth: Int) -> GrokDiagnosis.Prefix {
    var text: [UInt8] = []
    var closing = 0
    let line = element.line
    var reached = 0
    walk: while reached < min(depth, line.count - 1) {
      let (outer, inner) = (line[reached], line[reached + 1])
      let start = outer.node.range.lowerBound
      let before = outer.pattern.text[start..<max(start, inner.node.range.lowerBound)]
      switch outer.node.kind {
      case .sequence: text += before
      case .alternation: break
      case .group(let kind, _) where kind.takesText || kind.isLookahead:
        text += before
        if outer.isClosed { closing += 1 }
      case .reference:
        text += Array("(?:".utf8)
        closing += 1
      default: break walk
      }
      reached += 1
    }
    text += repeatElement(UInt8(ascii: ")"), count: closing)
    return GrokDiagnosis.Prefix(
      text: String(decoding: text, as: UTF8.self),
      range: reading.start..<max(reading.start, reading.start(ofDepth: reached)))
  }
}

extension PatternElement {
  /// The element and where it is written.
  var described: GrokDiagnosis.Element {
    GrokDiagnosis.Element(text: text, location: place.location)
  }

  /// Whether it leads into a definition.
  var isReference: Bool { if case .reference = node.kind { true } else { false } }

  /// Whether a group ends with a parenthesis of its own: `(?i)` goes on to the end of another.
  fileprivate var isClosed: Bool {
    guard case .group(.flags, _) = node.kind else { return true }
    let text = pattern.text[node.range.clamped(to: 0..<pattern.text.count)]
    return text.first { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ")") } == UInt8(ascii: ":")
  }
}
