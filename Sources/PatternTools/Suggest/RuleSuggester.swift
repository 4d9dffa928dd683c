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
    var drafts: [RuleDraft] = []
    for cluster in clusters {
      if cluster.samples.count < options.minCount {
        left.rare += cluster.samples.count
      } else if drafts.count >= options.maxRules {
        left.tooMany += cluster.samples.count
      } else if let draft = drafter.draft(cluster, samples) {
        drafts.append(draft)
      } else {
        left.note(unsound: cluster.samples, samples)
      }
    }
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
    _ drafts: [RuleDraft], _ samples: [LogSample], _ component: Component?,
    _ left: inout Leftovers
  ) -> [RuleDraft] {
    var kept: [RuleDraft] = []
    for var draft in drafts {
      draft.examples = DraftExamples.of(draft, samples, isRecord: true)
      let text = RuleFileText.of([draft], component: component?.id)
      if !draft.examples.isEmpty,
        RuleFileCheck.faults(of: text, [draft], library: library)?.isEmpty == true
      {
        kept.append(draft)
      } else {
        left.note(unsound: draft.samples, samples)
      }
    }
    return kept
  }

  /// How many samples the rules take in their order.
  private func explained(_ rules: [RuleDraft], _ samples: [LogSample]) -> Int {
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

/// Records for which no rule is suggested, and why.
struct Leftovers {
  /// Those of shapes that there was no room for.
  var others = 0
  /// Those of shapes below `--min-count`.
  var rare = 0
  /// Those of shapes beyond `--max-rules`.
  var tooMany = 0
  /// Those for which no pattern holds.
  private(set) var unsound = 0
  private var example: [UInt8] = []

  /// Notes samples for which no pattern holds.
  mutating func note(unsound indices: [Int], _ samples: [LogSample]) {
    unsound += indices.count
    if example.isEmpty, let first = indices.first { example = Array(samples[first].bytes) }
  }

  /// A line for each reason.
  func notes(_ options: SuggestOptions) -> [String] {
    [
      (rare, "of shapes that fewer than \(options.minCount) have (--min-count)"),
      (tooMany, "of shapes beyond the first \(options.maxRules) (--max-rules)"),
      (others, "of more shapes than are kept"),
      (
        unsound,
        "with too little text that is the same in all, such as "
          + "\(String(decoding: example.prefix(60), as: UTF8.self).debugDescription)"
      ),
    ].filter { $0.0 > 0 }.map { "left out: \($0.0) records \($0.1)" }
  }
}
