import GenesysLog
import Grok
import LogTemplates

/// Makes rules of clusters; what it makes matches all of the cluster's samples.
struct RuleDrafter: ~Copyable {
  private let library: PatternLibrary
  private let component: Component?
  private let isGenesys: Bool
  private let heads: TextHeads
  private var patterns: NamedPatterns
  private var names: RuleNames
  private var matcher = GrokMatcher()

  /// A drafter for the logs of a component, or for lines.
  ///
  /// - Parameter taken: names that rules must not have.
  init(
    _ library: PatternLibrary, component: Component?, isGenesys: Bool, heads: TextHeads,
    taken: [String]
  ) {
    self.library = library
    self.component = component
    self.isGenesys = isGenesys
    self.heads = heads
    patterns = NamedPatterns(library)
    names = RuleNames(
      taken: taken, prefix: FieldWords.kebab(component?.dataset ?? "site"))
  }

  /// The least letters and digits that a pattern must give, where no message id says which records
  /// it is for.
  private static let leastWeight = 2

  /// The rules of clusters, as many as wanted.
  mutating func drafts(
    _ clusters: [SampleCluster], _ samples: [LogSample], _ options: SuggestOptions,
    _ left: inout Leftovers
  ) -> [SuggestedRule] {
    var drafts: [SuggestedRule] = []
    for cluster in clusters {
      if cluster.samples.count < options.minCount {
        left.rare += cluster.samples.count
      } else if drafts.count >= options.maxRules {
        left.tooMany += cluster.samples.count
      } else if let draft = draft(cluster, samples) {
        drafts.append(draft)
      } else {
        left.note(unsound: cluster.samples, samples)
      }
    }
    return drafts
  }

  /// The rule of a cluster; nil where none can be made that holds.
  mutating func draft(_ cluster: SampleCluster, _ samples: [LogSample]) -> SuggestedRule? {
    guard var sketch = sketch(cluster) else { return nil }
    if cluster.isCut { sketch.appendRest() }
    var naming = FieldNaming(
      component: component, isGenesys: isGenesys,
      taken: cluster.head.map { heads.fields(of: $0) } ?? [])
    sketch.name { naming.choice(for: $0) }
    guard let pattern = narrowest(sketch, cluster, samples) else { return nil }
    let name = names.name(
      for: sketch, otherwise: cluster.code >= 0 ? "message-\(cluster.code)" : "message")
    return SuggestedRule(
      name: name, code: cluster.code, expression: pattern.expression, pattern: pattern,
      samples: cluster.samples, weight: sketch.weight)
  }

  /// The sketch of a cluster; nil where too little of its text is given.
  private func sketch(_ cluster: SampleCluster) -> PatternSketch? {
    for keepsNames in [false, true] {
      let sketch = PatternSketch(
        cluster.template.tokens, count: cluster.samples.count, isLine: !isGenesys,
        keepsNames: keepsNames)
      let isKnown = cluster.code >= 0 || cluster.head != nil || cluster.isLead
      if isKnown || sketch.weight >= Self.leastWeight {
        return sketch
      }
    }
    return nil
  }

  /// The narrowest pattern that matches all samples: one field is widened, or all of them.
  private mutating func narrowest(
    _ sketch: PatternSketch, _ cluster: SampleCluster, _ samples: [LogSample]
  ) -> GrokPattern? {
    let values = sketch.parts.indices.filter { sketch.parts[$0].isValue }
    var trials: [(Int) -> ValueExpression.Width] = []
    for (narrow, wide) in [
      (ValueExpression.Width.typed, ValueExpression.Width.delimited), (.delimited, .open),
    ] {
      trials.append { _ in narrow }
      if (2...30).contains(values.count) {
        for value in values { trials.append { $0 == value ? wide : narrow } }
      }
    }
    trials.append { _ in .open }
    for width in trials {
      let text = sketch.expression(isGenesys: isGenesys, &patterns, width)
      let expression = (cluster.head.map { "%{\($0)}" } ?? "") + text
      if let pattern = compile(expression), matchesAll(pattern, cluster.samples, samples) {
        return pattern
      }
    }
    return nil
  }

  private func compile(_ expression: String) -> GrokPattern? {
    var options = GrokOptions()
    options.anchoredAtStart = true
    options.anchoredAtEnd = true
    return try? GrokPattern(expression, library: library, options: options)
  }

  private mutating func matchesAll(
    _ pattern: GrokPattern, _ indices: [Int], _ samples: [LogSample]
  ) -> Bool {
    for index in indices {
      let sample = samples[index]
      if matcher.match(pattern, sample.line.span.extracting(sample.text)) != .matched {
        return false
      }
    }
    return true
  }
}
