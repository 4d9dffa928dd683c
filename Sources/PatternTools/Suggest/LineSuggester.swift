import Grok

/// Suggests patterns for lines that are no records of Genesys.
struct LineSuggester {
  private let options: SuggestOptions
  private let library: PatternLibrary

  /// A suggester whose patterns may refer to those of a library.
  init(_ options: SuggestOptions, library: PatternLibrary) {
    self.options = options
    self.library = library
  }

  /// Patterns for lines: those of the library that describe them as a whole, then ones made for them.
  func suggest(_ lines: [LogSample], as format: SuggestOptions.Format) -> Suggestion {
    var suggestion = Suggestion()
    suggestion.records = lines.count
    var left = Leftovers()
    let known = LibraryLines(library).choose(lines, Array(lines.indices))
    var drafts = known.found.compactMap(draft)
    let rest = known.rest.map { lines[$0] }
    let (clusters, others) = SampleClusters.of(rest)
    left.others = others
    var drafter = RuleDrafter(
      library, component: nil, isGenesys: false, heads: TextHeads("", library: library),
      taken: library.names.map(FieldWords.lowerKebab) + drafts.map(\.name))
    let made = RuleOrder.arrange(
      drafter.drafts(LineLeads.generalised(clusters), rest, options, &left), rest)
    drafts += made.map { draft in
      var draft = draft
      draft.samples = draft.samples.map { known.rest[$0] }
      return draft
    }
    let kept = checked(drafts, lines, as: format, &left)
    suggestion.rules = kept.count
    suggestion.explained = explained(kept, lines)
    suggestion.text = kept.isEmpty ? "" : text(kept, as: format)
    suggestion.notes = left.notes(options)
    return suggestion
  }

  private func draft(_ found: LibraryLines.Found) -> SuggestedRule? {
    var options = GrokOptions()
    options.anchoredAtStart = true
    options.anchoredAtEnd = true
    guard
      let pattern = try? GrokPattern("%{\(found.name)}", library: library, options: options)
    else { return nil }
    return SuggestedRule(
      name: FieldWords.lowerKebab(found.name) + "-line", code: -1, expression: pattern.expression,
      pattern: pattern, samples: found.samples, weight: 0,
      isOfLibrary: true)
  }

  private func text(_ drafts: [SuggestedRule], as format: SuggestOptions.Format) -> String {
    if format == .grok { return GrokFileText.of(drafts) }
    return drafts.map { Self.anchored($0) + "\n" }.joined()
  }

  /// A draft's expression as it is looked for in lines; a name of the library stands as it is.
  private static func anchored(_ draft: SuggestedRule) -> String {
    draft.isOfLibrary ? draft.expression : "^\(draft.expression)$"
  }

  private func checked(
    _ drafts: [SuggestedRule], _ lines: [LogSample], as format: SuggestOptions.Format,
    _ left: inout Leftovers
  ) -> [SuggestedRule] {
    var kept: [SuggestedRule] = []
    for var draft in drafts {
      draft.examples = DraftExamples.of(draft, lines, isRecord: false)
      let holds =
        format == .grok
        ? !draft.examples.isEmpty && GrokFileText.holds(draft, library: library)
        : (try? GrokPattern(Self.anchored(draft), library: library)) != nil
      if holds { kept.append(draft) } else { left.note(unsound: draft.samples, lines) }
    }
    return kept
  }

  private func explained(_ drafts: [SuggestedRule], _ lines: [LogSample]) -> Int {
    var matcher = GrokMatcher()
    return lines.count { line in
      drafts.contains { matcher.match($0.pattern, line.line.span) == .matched }
    }
  }
}
