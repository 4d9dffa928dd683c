extension PrefixDescent {
  /// Finds the reference that took only the first part of a number or a word, so that what was to
  /// follow met the rest of it: `%{SECOND}` takes the 7 of 72.
  ///
  /// Nil where the text stopped elsewhere, or where more of the number or the word was expected.
  mutating func shortReference(before stop: Stop) -> Stop? {
    guard isInsideToken(stop), stop.wildRange(in: stop.reading.units) == nil,
      !stop.element.takesPart(ofToken: probe.subject[stop.reading.stop]),
      let unit = stop.reading.units.last, unit.range.upperBound == stop.reading.stop
    else { return nil }
    let line = stop.element.line
    guard unit.depth < line.count else { return nil }
    var element = line[unit.depth]
    if let last = unit.children.last { element = element.children[last] }
    guard let found = innermostReference(in: element, endingAt: stop.reading) else { return nil }
    guard let reading = probe.best(upTo: found.path, through: found.line),
      reading.start == stop.reading.start
    else { return nil }
    return Stop(
      element: found, reading: reading, also: [stop.element],
      taken: reading.stop..<stop.reading.stop)
  }

  /// Walks to the end of an element that fits, along what took the last of its text.
  private mutating func innermostReference(
    in element: PatternElement, endingAt end: PrefixReading
  ) -> PatternElement? {
    var found: PatternElement?
    var element = element
    for _ in 0..<40 where !probe.isOver {
      if element.isReference { found = element }
      guard let next = lastTaker(in: element, endingAt: end) else { break }
      element = next
    }
    return found
  }

  /// Of the elements inside one, that which took the last of the text.
  private mutating func lastTaker(
    in element: PatternElement, endingAt end: PrefixReading
  ) -> PatternElement? {
    switch element.node.kind {
    case .group(let kind, _) where !kind.takesText: return nil
    case .sequence:
      let children = element.children
      let path = element.path
      guard let reading = probe.first(upTo: path + [children.count]), reading.ends(like: end)
      else { return nil }
      let units = reading.units.filter { $0.depth == path.count && !$0.range.isEmpty }
      return units.last.flatMap { $0.children.last }.map { children[$0] }
    case .group, .reference, .alternation, .repetition:
      for child in element.children {
        let reading = probe.first(upTo: child.path + [Translator.Cut.behind])
        if let reading, reading.ends(like: end) { return child }
      }
      return nil
    default: return nil
    }
  }
}

extension PrefixReading {
  /// Whether two lie alike in the text.
  fileprivate func ends(like other: PrefixReading) -> Bool {
    start == other.start && stop == other.stop
  }
}

extension PatternElement {
  /// Whether the element could go on with a number or a word that a digit or letter is part of.
  fileprivate func takesPart(ofToken byte: UInt8) -> Bool {
    switch node.kind {
    case .literal(let value):
      guard let own = UInt8(exactly: value) else { return true }
      return byte.isDigit ? own.isDigit : own.isASCIILetter
    case .set(let set):
      return set.asciiMembers.contains { byte.isDigit ? $0.isDigit : $0.isASCIILetter }
    case .assertion: return false
    case .repetition: return children.first?.takesPart(ofToken: byte) ?? true
    default: return true
    }
  }
}
