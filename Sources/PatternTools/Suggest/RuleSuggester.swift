import GenesysLog
import Grok

/// Suggests rules for the records of Genesys logs.
struct RuleSuggester {
  private let options: SuggestOptions
  private let library: PatternLibrary
  private let takenNames: [String]

  /// A suggester whose rules may refer to the patterns of a library.
  ///
  /// - Parameter taken: names of rules that there are already.
  init(_ options: SuggestOptions, library: PatternLibrary, taken: [String]) {
    self.options = options
    self.library = library
    takenNames = taken
  }

  /// Rules for the records of a set.
  func suggest(_ set: SampleSet) -> Suggestion {
    let component = set.components.count == 1 ? set.components.first?.flatMap(Component.named) : nil
    let heads = TextHeads(component?.id, library: library)
    let samples = withHeads(set.records, heads)
    var suggestion = Suggestion()
    suggestion.records = samples.count
    let (clusters, others) = SampleClusters.of(samples)
    var left = Leftovers()
    left.others = others
    var drafter = RuleDrafter(
      library, component: component, isGenesys: true, heads: heads, taken: takenNames)
    let drafts = drafter.drafts(clusters, samples, options, &left)
    let rules = checked(RuleOrder.arrange(drafts, samples), samples, component, &left)
    suggestion.rules = rules.count
    suggestion.explained = explained(rules, samples)
    if !rules.isEmpty { suggestion.text = RuleFileText.of(rules, component: component?.id) }
    suggestion.notes = left.notes(options)
    if set.components.count > 1 {
      suggestion.notes.append(
        "the logs are of several components: the rules hold for all\n"
          + "help: give the logs of one component, and the rules are tried in its logs only")
    }
    return suggestion
  }

  private func withHeads(_ samples: [LogSample], _ heads: TextHeads) -> [LogSample] {
    var matcher = GrokMatcher()
    return samples.map { sample in
      guard sample.code < 0 || sample.code == 33009 else { return sample }
      var sample = sample
      sample.head = heads.head(of: sample.line.span.extracting(sample.text), &matcher)
      return sample
    }
  }

  /// The rules that have examples and come out of a file as they went in.
  private func checked(
    _ drafts: [SuggestedRule], _ samples: [LogSample], _ component: Component?,
    _ left: inout Leftovers
  ) -> [SuggestedRule] {
    var kept: [SuggestedRule] = []
    var earlier: [Int32: [GrokPattern]] = [:]
    for var draft in drafts {
      draft.examples = DraftExamples.of(
        draft, samples, after: earlier[draft.code] ?? [], isRecord: true)
      let text = RuleFileText.of([draft], component: component?.id)
      if !draft.examples.isEmpty,
        RuleFileCheck.faults(of: text, [draft], library: library)?.isEmpty == true
      {
        kept.append(draft)
        earlier[draft.code, default: []].append(draft.pattern)
      } else {
        left.note(unsound: draft.samples, samples)
      }
    }
    return kept
  }

  /// How many samples the rules take in their order.
  private func explained(_ rules: [SuggestedRule], _ samples: [LogSample]) -> Int {
    var byCode: [Int32: [GrokPattern]] = [:]
    for rule in rules { byCode[rule.code, default: []].append(rule.pattern) }
    var matcher = GrokMatcher()
    return samples.count { sample in
      byCode[sample.code]?.contains {
        matcher.match($0, sample.line.span.extracting(sample.text)) == .matched
      } ?? false
    }
  }
}
