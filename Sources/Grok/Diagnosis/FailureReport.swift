/// Puts a stop into words.
struct FailureReport {
  let pattern: GrokPattern
  let subject: [UInt8]
  /// The element to blame.
  let blamed: PrefixDescent.Stop
  /// The end of the longest beginning that fits.
  let main: PrefixDescent.Stop

  /// Of a text found instead, at most so many bytes are shown.
  private static let mostFound = 40

  /// Less than this, in bits and bytes, is no reason to look into a reference: a text that fits
  /// its first letter by chance is none of its kind.
  private static let (fewBits, fewBytes) = (12.0, 4)

  /// The failure, without hints.
  func failure() -> GrokDiagnosis.Failure {
    let line = blamed.element.line
    let depth = culpritDepth(line)
    let culprit = line[depth]
    let isLeaf = depth == line.count - 1
    var failure = GrokDiagnosis.Failure(
      element: isLeaf ? blamed.described : culprit.described,
      references: culprit.references.map(\.described), expected: expected(culprit, isLeaf),
      start: isLeaf ? runStart : blamed.reading.start(ofDepth: depth), offset: blamed.reading.stop,
      found: 0..<0, prefix: main.prefix)
    if !isLeaf {
      failure.inside = line[(depth + 1)...].filter(\.isReference).map(\.described)
      failure.inside.append(blamed.described)
    }
    failure.also = blamed.also.prefix(8).map(\.described)
    place(&failure, isLeaf)
    failure.found = found(failure)
    return failure
  }

  /// Which element of the line is to blame: the outermost reference of which hardly anything
  /// fitted, or else the last.
  private func culpritDepth(_ line: [PatternElement]) -> Int {
    let reading = blamed.reading
    for (depth, element) in line.enumerated() where element.isReference {
      let start = reading.start(ofDepth: depth)
      let isSearching = start == reading.start && !isAnchored && reading.bits(beforeDepth: depth) == 0
      let factor = isSearching ? 2 : 1
      if reading.bits(fromDepth: depth) < Self.fewBits * Double(factor),
        reading.stop - start <= Self.fewBytes * factor
      {
        return depth
      }
    }
    return line.count - 1
  }

  /// Whether the expression can only match at one place, or at the start of a line.
  private var isAnchored: Bool { pattern.literalFacts.anchor != .none }

  private func expected(_ culprit: PatternElement, _ isLeaf: Bool) -> [String] {
    let isDotAll = pattern.options.dotMatchesNewline
    var words = [blamed.words(isDotAll)]
    for element in blamed.also { words.append(element.words(dotMatchesNewline: isDotAll)) }
    var unique: [String] = []
    for word in words where !unique.contains(word) { unique.append(word) }
    guard !isLeaf, unique.count > 3 || blamed.reading.stop > culpritStart(culprit) else {
      return unique
    }
    return ["`\(culprit.text)`"]
  }

  private func culpritStart(_ culprit: PatternElement) -> Int {
    blamed.reading.start(ofDepth: culprit.line.count - 1)
  }

  /// Where the characters in a row begin that the stop lies in.
  private var runStart: Int {
    guard let run = blamed.run, let last = blamed.reading.units.last,
      blamed.element.index > run.lowerBound
    else { return blamed.reading.stop }
    return last.range.lowerBound
  }

  /// Says whether the element may stand anywhere from some place on.
  private func place(_ failure: inout GrokDiagnosis.Failure, _ isLeaf: Bool) {
    var stop = blamed
    if let run = stop.run, stop.element.index > run.lowerBound { stop.reading.units.removeLast() }
    let isFree = !isAnchored && stop.reading.bits == 0 && stop.reading.units.allSatisfy(\.range.isEmpty)
    guard let wild = stop.wildUnit?.range.lowerBound ?? (isFree ? 0 : nil) else { return }
    failure.isAnywhere = true
    // Some characters of many by chance are no better place than any other.
    if failure.offset - failure.start < 3 {
      failure.start = wild
      failure.offset = wild
    }
  }

  /// The text from the stop on: as much of it as tells what it is.
  private func found(_ failure: GrokDiagnosis.Failure) -> Range<Int> {
    let start = failure.start < failure.offset && failure.offset - failure.start <= 16
      ? failure.start : failure.offset
    guard start < subject.count else { return subject.count..<subject.count }
    var end = start
    let least = blamed.run.map { max($0.count, failure.offset - start + 1) } ?? failure.offset - start
    while end < subject.count, end - start < Self.mostFound {
      if failure.isAnywhere {
        if subject[end] == 0x0A { break }
      } else if end - start >= max(1, least), subject[end] <= 0x20 {
        break
      }
      end += 1
    }
    while end < subject.count, end > start, subject[end] & 0xC0 == 0x80 { end -= 1 }
    return start..<max(end, min(start + 1, subject.count))
  }
}

extension PrefixReading {
  /// How much the fit before an element tells.
  func bits(beforeDepth depth: Int) -> Double {
    units.reduce(0) { $1.depth < depth ? $0 + $1.bits : $0 }
  }
}

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
    guard let run, let parent = element.parent else {
      return element.words(dotMatchesNewline: dotMatchesNewline)
    }
    let values = parent.children[run].compactMap { child -> UInt32? in
      if case .literal(let value) = child.node.kind { value } else { nil }
    }
    return PatternElement.quoted(of: values)
  }

  private var runRange: Range<Int>? {
    guard let run, let parent = element.parent else { return nil }
    let children = parent.children[run]
    guard let first = children.first, let last = children.last else { return nil }
    return first.node.range.lowerBound..<last.node.range.upperBound
  }

  /// The beginning of the expression before the element, with its groups closed.
  var prefix: GrokDiagnosis.Prefix {
    var text: [UInt8] = []
    var closing = 0
    let line = element.line
    var depth = 0
    walk: while depth + 1 < line.count {
      let (outer, inner) = (line[depth], line[depth + 1])
      let range = outer.node.range.lowerBound..<max(
        outer.node.range.lowerBound, inner.node.range.lowerBound)
      switch outer.node.kind {
      case .sequence: text += outer.pattern.text[range]
      case .alternation: break
      case .group(let kind, _) where kind.takesText || kind.isLookahead:
        text += outer.pattern.text[range]
        if outer.isClosed { closing += 1 }
      default: break walk
      }
      depth += 1
    }
    text += repeatElement(UInt8(ascii: ")"), count: closing)
    return GrokDiagnosis.Prefix(
      text: String(decoding: text, as: UTF8.self),
      range: reading.start..<max(reading.start, reading.start(ofDepth: depth)))
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
    let end = text.first { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ")") }
    return end == UInt8(ascii: ":")
  }
}
