extension PrefixDescent {
  /// Where the text stops fitting the whole expression, for the reason that explains most of it.
  ///
  /// - Returns: the element to blame, and the end of the longest beginning that fits: often the same.
  mutating func verdict(on whole: PatternElement) -> (blamed: Stop, main: Stop)? {
    guard var main = stop(in: whole, at: []) else { return nil }
    if main.isGivenUp { return (main, main) }
    var blamed = main
    for side in sides(of: main) where side.reading.start == main.reading.start {
      if side.place > blamed.place, side.reading.bits > blamed.reading.bits {
        blamed = side
      } else if side.place == main.place {
        if blamed.place == main.place, isInsideToken(side), side.reading.bits >= main.reading.bits {
          blamed = side
        } else {
          if main.also.count < Self.mostBeside { main.also.append(side.element) }
        }
      }
    }
    if blamed.place == main.place {
      let isMain = blamed.element === main.element
      blamed.also = isMain ? main.also : [main.element] + blamed.also
    }
    if blamed.element === main.element {
      blamed.keeper = keeper(before: main)
      if blamed.keeper == nil, let short = shortReference(before: main) { blamed = short }
    }
    blamed.passWordBoundary(in: probe.subject)
    return (blamed, main)
  }

  /// What to say where the whole expression fits, but the text should have ended with it.
  mutating func failureAtEnd(of whole: PatternElement) -> GrokDiagnosis.Failure? {
    guard let reading = probe.best(upTo: [Translator.Cut.behind], through: [whole]) else {
      return nil
    }
    let end = whole.node.range.upperBound
    let place = SourcePlace(end..<end, of: whole.pattern)
    let rest = probe.subject[reading.stop...]
    let found = rest.firstIndex(of: 0x0A) ?? rest.endIndex
    var failure = GrokDiagnosis.Failure(
      element: GrokDiagnosis.Element(text: "", location: place.location), references: [],
      expected: [Assertion.textEnd.words], start: reading.stop, offset: reading.stop,
      reached: reading.stop,
      found: reading
        .stop..<min(max(found, reading.stop + 1), reading.stop + FailureReport.mostFound),
      prefix: GrokDiagnosis.Prefix(text: whole.text, range: reading.start..<reading.stop))
    failure.found = failure.found.clamped(to: 0..<probe.subject.count)
    failure.hints = [FailureHints.textGoesOn(rest)]
    return failure
  }

  /// Whether a stop lies inside a number or a word: an element that took the half of it is to
  /// blame, rather than what was to follow.
  func isInsideToken(_ stop: Stop) -> Bool {
    let place = stop.place
    let subject = probe.subject
    guard place > 0, place < subject.count else { return false }
    let (before, after) = (subject[place - 1], subject[place])
    return before.isDigit && after.isDigit || before.isASCIILetter && after.isASCIILetter
  }
}

extension PrefixDescent.Stop {
  /// Moves on from a `\b` to the character after it, where that could not stand here anyway.
  fileprivate mutating func passWordBoundary(in subject: [UInt8]) {
    guard case .assertion(.wordBoundary) = element.node.kind, let parent = element.parent,
      case .sequence = parent.node.kind, element.index + 1 < parent.children.count
    else { return }
    let next = parent.children[element.index + 1]
    guard let set = next.node.set else { return }
    let here = reading.stop < subject.count ? subject[reading.stop] : 0x0A
    if here < 0x80, !set.asciiMembers.contains(here) { element = next }
  }
}

extension Node {
  /// The set of a character, or of several in a row.
  fileprivate var set: CharacterClass? {
    switch kind {
    case .set(let set): set
    case .repetition(let body, _): if case .set(let set) = body.kind { set } else { nil }
    default: nil
    }
  }
}

extension UInt8 {
  /// `0` to `9`.
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}
