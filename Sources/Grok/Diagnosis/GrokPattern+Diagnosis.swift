extension GrokPattern {
  /// Says where a text matches; or where it stops matching, and why.
  ///
  /// - Parameter budget: the time it may take after the search that says whether it matches, which
  ///   has ``GrokOptions/timeBudget``; one search may go on for some hundredths of a second after it.
  package func diagnose(
    _ subject: [UInt8], budget: Duration = .seconds(2)
  ) -> GrokDiagnosis {
    var matcher = GrokMatcher()
    var diagnosis = GrokDiagnosis(outcome: matcher.match(self, subject.span))
    let probe = PrefixProbe(self, subject, for: budget)
    let whole = PatternElement(parsed, library: library)
    if diagnosis.outcome == .matched {
      diagnosis.range = matcher.range(ofGroup: 0)
      diagnosis.captures = captures(subject, matcher)
      diagnosis.elements = elements(of: whole, probe)
      return diagnosis
    }
    var descent = PrefixDescent(probe: probe)
    if let (blamed, main) = descent.verdict(on: whole) {
      var failure =
        FailureReport(pattern: self, subject: subject, blamed: blamed, main: main).failure()
      failure.hints =
        FailureHints(pattern: self, subject: subject, blamed: blamed, failure: failure)
        .all(descent.probe)
      diagnosis.failure = failure
    } else if options.anchoredAtEnd {
      diagnosis.failure = descent.failureAtEnd(of: whole)
    }
    diagnosis.isCutShort = descent.probe.isCutShort || descent.probe.isOver
    return diagnosis
  }

  private func captures(
    _ subject: [UInt8], _ matcher: borrowing GrokMatcher
  ) -> [GrokDiagnosis.Capture] {
    var captures: [(number: Int, capture: GrokDiagnosis.Capture)] = []
    for field in fields {
      for group in field.groups {
        guard let range = matcher.range(ofGroup: group.number) else { continue }
        let text = subject.span.extracting(range)
        let value = (group.type ?? .string).value(of: text)
        captures.append(
          (
            group.number,
            GrokDiagnosis.Capture(
              field: field.path, type: group.type, range: range,
              value: value ?? .string(GrokText.string(text)), isUnconverted: value == nil)
          ))
      }
    }
    return captures.sorted { $0.number < $1.number }.map(\.capture)
  }

  private func elements(
    of whole: PatternElement, _ probe: PrefixProbe
  ) -> [GrokDiagnosis.ElementMatch] {
    var probe = probe
    var options: [PatternElement] = []
    if case .sequence = whole.node.kind { options = whole.children }
    let path = options.isEmpty ? [Translator.Cut.behind] : [options.count]
    guard let reading = probe.first(upTo: path) else { return [] }
    return reading.units.map { unit in
      let range =
        unit.children.isEmpty
        ? whole.node.range
        : options[unit.children.lowerBound].node.range
          .lowerBound..<options[
            unit.children.upperBound - 1
          ].node.range.upperBound
      let place = SourcePlace(range, of: whole.pattern)
      return GrokDiagnosis.ElementMatch(
        text: String(decoding: whole.pattern.text[range], as: UTF8.self),
        location: place.location, range: unit.range)
    }
  }
}
