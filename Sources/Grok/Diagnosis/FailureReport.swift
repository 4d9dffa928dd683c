/// Puts a stop into words.
struct FailureReport {
  let pattern: GrokPattern
  let subject: [UInt8]
  /// The element to blame.
  let blamed: PrefixDescent.Stop
  /// The end of the longest beginning that fits.
  let main: PrefixDescent.Stop

  /// Of a text found instead, at most so many bytes are shown.
  static let mostFound = 40

  /// Less than this, in bits and bytes, is no reason to look into a reference: a text that fits
  /// its first letter by chance is none of its kind.
  private static let (fewBits, fewBytes) = (12.0, 4)

  /// The failure, without hints.
  func failure() -> GrokDiagnosis.Failure {
    let line = blamed.element.line
    let depth = culpritDepth(line)
    var failure = depth < line.count - 1 ? atReference(line, depth) : atElement(line)
    failure.also = blamed.also.map(\.described)
    failure.prefix = main.prefix(before: main.element === blamed.element ? depth : .max)
    place(&failure, depth)
    failure.found = found(failure)
    return failure
  }

  private func atElement(_ line: [PatternElement]) -> GrokDiagnosis.Failure {
    let culprit = blamed.keeper?.element
    let reached = blamed.taken?.upperBound ?? blamed.reading.stop
    return GrokDiagnosis.Failure(
      element: culprit?.described ?? blamed.described,
      references: (culprit ?? blamed.element).references.map(\.described), expected: words,
      start: blamed.keeper?.range.lowerBound ?? blamed.runStart, offset: blamed.reading.stop,
      reached: reached, found: 0..<0, prefix: GrokDiagnosis.Prefix(text: "", range: 0..<0))
  }

  /// The failure of a reference as a whole.
  private func atReference(_ line: [PatternElement], _ depth: Int) -> GrokDiagnosis.Failure {
    let culprit = line[depth]
    let start = blamed.reading.start(ofDepth: depth)
    let isWhole = blamed.reading.stop > start || words.count > 2
    return GrokDiagnosis.Failure(
      element: culprit.described, references: culprit.references.map(\.described),
      inside: line[(depth + 1)...].filter(\.isReference).map(\.described) + [blamed.described],
      expected: isWhole ? ["`\(culprit.text)`"] : words, start: start, offset: start,
      reached: blamed.reading.stop, found: 0..<0,
      prefix: GrokDiagnosis.Prefix(text: "", range: 0..<0))
  }

  /// Which element of the line is to blame: the outermost reference of which hardly anything
  /// fitted, or else the last.
  private func culpritDepth(_ line: [PatternElement]) -> Int {
    let reading = blamed.reading
    guard blamed.keeper == nil, blamed.taken == nil, !blamed.isGivenUp else {
      return line.count - 1
    }
    for (depth, element) in line.enumerated() where element.isReference {
      let inside = reading.units.filter { $0.depth >= depth && !$0.range.isEmpty }
      let isFree = isFree(at: depth)
      // What may stand anywhere fits by chance somewhere.
      let factor = isFree ? 2 : 1
      let bits = inside.reduce(0) { $0 + $1.bits }
      if bits < Self.fewBits * Double(factor), inside.count < 2 * factor,
        reading.stop - reading.start(ofDepth: depth) <= Self.fewBytes * factor
      {
        return depth
      }
    }
    return line.count - 1
  }

  /// Whether nothing says where an element has to stand: nothing before it, and no anchor.
  private func isFree(at depth: Int) -> Bool {
    pattern.literalFacts.anchor == .none
      && unitsBefore(depth).allSatisfy { $0.range.isEmpty || $0.bits == 0 }
  }

  /// What fitted before the element that so many indexes lead to.
  private func unitsBefore(_ depth: Int) -> [PrefixReading.Unit] {
    var units = blamed.reading.units.filter { $0.depth < depth }
    if let run = blamed.run, blamed.element.index > run.lowerBound,
      depth == blamed.element.line.count - 1
    {
      units.removeLast()
    }
    return units
  }

  private var words: [String] {
    if blamed.taken != nil { return ["`\(blamed.element.text)`"] }
    let isDotAll = pattern.options.dotMatchesNewline
    var unique: [String] = []
    let own = blamed.branches.isEmpty ? [blamed.words(isDotAll)] : blamed.branches
    for word in own
      + blamed.also.map({ $0.words(dotMatchesNewline: isDotAll) }) where !unique.contains(word)
    {
      unique.append(word)
    }
    return unique
  }

  /// Says whether the element may stand anywhere from some place on.
  private func place(_ failure: inout GrokDiagnosis.Failure, _ depth: Int) {
    guard blamed.keeper == nil else { return }
    let wild = blamed.wildRange(in: unitsBefore(depth))?.lowerBound
    guard let start = wild ?? (isFree(at: depth) ? 0 : nil) else { return }
    failure.isAnywhere = true
    if failure.offset - failure.start < PrefixDescent.fewCharacters {
      failure.start = start
      failure.offset = start
    }
  }

  /// The text found instead: as much of it as tells what it is.
  private func found(_ failure: GrokDiagnosis.Failure) -> Range<Int> {
    let fitted = failure.offset - failure.start
    let isShort = blamed.keeper == nil && fitted <= Self.mostFound / 2
    let start = min(isShort ? failure.start : failure.offset, subject.count)
    let least = max(blamed.run?.count ?? 1, failure.offset - start + 1)
    var end = start
    while end < subject.count, end - start < Self.mostFound {
      let isBetween = end - start >= least && !failure.isAnywhere
      if subject[end] == 0x0A || isBetween && subject[end] <= 0x20 { break }
      end += 1
    }
    if start < subject.count { end = max(end, start + 1) }
    while end < subject.count, end > start + 1, subject[end] & 0xC0 == 0x80 { end -= 1 }
    return start..<end
  }
}
