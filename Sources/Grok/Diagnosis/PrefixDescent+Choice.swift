extension PrefixDescent {
  /// Where the text stops fitting the whole expression, for the reason that explains most of it.
  ///
  /// - Returns: the element to blame, and the end of the longest beginning that fits: often the same.
  mutating func verdict(on whole: PatternElement) -> (blamed: Stop, main: Stop)? {
    guard var main = stop(in: whole, at: []) else { return nil }
    var blamed = main
    for side in sides(of: main) where side.reading.start == main.reading.start {
      if side.place > blamed.place, side.reading.bits > blamed.reading.bits {
        blamed = side
      } else if side.place == main.place {
        if blamed.place == main.place, isInsideToken(side), side.reading.bits >= main.reading.bits {
          blamed = side
        } else {
          main.also.append(side.element)
        }
      }
    }
    if blamed.place == main.place {
      let isMain = blamed.element === main.element
      blamed.also = isMain ? main.also : [main.element] + blamed.also
    }
    return (blamed, main)
  }

  /// What to say where the whole expression fits, but the text should have ended with it.
  mutating func failureAtEnd(of whole: PatternElement) -> GrokDiagnosis.Failure? {
    guard let reading = probe.best(upTo: [Translator.Cut.behind], through: [whole]) else {
      return nil
    }
    let end = whole.node.range.upperBound
    let place = SourcePlace(end..<end, of: whole.pattern)
    return GrokDiagnosis.Failure(
      element: GrokDiagnosis.Element(text: "", location: place.location), references: [],
      expected: [Assertion.textEnd.words], start: reading.stop, offset: reading.stop,
      found: reading.stop..<min(reading.stop + 40, probe.subject.count),
      prefix: GrokDiagnosis.Prefix(text: whole.text, range: reading.start..<reading.stop))
  }

  /// Whether a stop lies inside a number or a word: an element that took the half of it is to
  /// blame, rather than what was to follow.
  private func isInsideToken(_ stop: Stop) -> Bool {
    let place = stop.place
    let subject = probe.subject
    guard place > 0, place < subject.count else { return false }
    let (before, after) = (subject[place - 1], subject[place])
    return before.isDigit && after.isDigit || before.isASCIILetter && after.isASCIILetter
  }
}

extension UInt8 {
  /// `0` to `9`.
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}
