import GenesysLog
import Grok
import YAMLReading

/// Looks for what takes the records of one rule before it.
struct RuleShadowSearch: ~Copyable {
  private let rule: Rule
  private let rules: RuleSet
  private let index: Int
  private var matcher = GrokMatcher()

  /// A search for a rule of a set.
  init(_ rule: Rule, in rules: RuleSet) {
    self.rule = rule
    self.rules = rules
    index = rules.rules.firstIndex { $0.place == rule.place } ?? -1
  }

  /// What is wrong, if anything: with the rule, or with one of its patterns.
  mutating func problems() -> [String] {
    guard index >= 0 else {
      return ["the rule is never tried: a rule of its name comes before it"]
    }
    if let taker = takerOfAllExamples() {
      return [
        "no example of the rule reaches it: the rule \(taker.name) at \(taker.place) is first"
      ]
    }
    return rule.codes.isEmpty ? [] : shadowedPatterns()
  }

  // MARK: Examples

  /// The rule that takes the first example, if no example comes to this rule in any log.
  private mutating func takerOfAllExamples() -> Rule? {
    var first: Rule?
    let components = [nil] + Component.all.filter { rule.applies(to: $0) }
    for component in components {
      for example in rule.examples {
        guard let taker = taker(of: example.line, component) else { continue }
        if taker == index { return nil }
        first = first ?? rules.rules[taker]
      }
    }
    return first
  }

  /// The first rule that takes a line in a log of a component.
  private mutating func taker(of lines: String, _ component: Component?) -> Int? {
    let record = ExampleRecord(lines)
    let dispatch = rules.dispatch(for: component)
    let candidates =
      record.code >= 0
      ? dispatch.candidates(code: record.code) : dispatch.candidates(text: record.text.span)
    for candidate in candidates where dispatch.mayMatch(candidate, text: record.text.span) {
      guard let pattern = try? rules.compiled(dispatch[candidate].pattern),
        matcher.match(pattern, record.text.span) == .matched
      else { continue }
      return dispatch[candidate].rule
    }
    return nil
  }

  // MARK: Patterns

  /// The patterns of the rule of which, for each of its ids, an earlier pattern takes every text.
  private func shadowedPatterns() -> [String] {
    let components = rule.components.isEmpty ? Component.all : rule.components
    return rule.patterns.indices.compactMap { number in
      var first: String?
      for component in components {
        for code in rule.codes {
          guard let found = taker(ofPattern: number, code, component) else { return nil }
          first = first ?? found
        }
      }
      return first.map { taker in
        let which = rule.patterns.count > 1 ? "pattern \(number + 1) of the rule" : "the rule"
        return "\(which) is never reached: \(taker) takes every text that it takes"
      }
    }
  }

  /// What takes every text of a pattern before it.
  private func taker(ofPattern number: Int, _ code: Int, _ component: Component) -> String? {
    let dispatch = rules.dispatch(for: component)
    let own = rule.patterns[number]
    for candidate in dispatch.candidates(code: code) {
      let earlier = rules.patterns[dispatch[candidate].pattern]
      if earlier === own { return nil }
      guard
        PatternLint.takesAll(earlier.text, of: own.text, library: rules.library)
      else { continue }
      return earlier.rule == rule.name ? "an earlier pattern of it" : "the rule \(earlier.rule)"
    }
    return nil
  }
}

/// An example's lines taken apart: id and text, without the head and blanks at the end.
struct ExampleRecord {
  /// The message id; -1 if the line has none.
  let code: Int
  /// The text after it, and the lines that follow.
  let text: [UInt8]

  /// Takes an example apart.
  init(_ lines: String) {
    let bytes = Array(lines.utf8)
    let firstEnd = bytes.firstIndex(of: 0x0A) ?? bytes.count
    let head = RecordHead(bytes.span, 0..<firstEnd)
    code = Int(head.code)
    let end = firstEnd == bytes.count ? head.textRange.upperBound : bytes.count
    var text = Array(bytes[min(head.textRange.lowerBound, end)..<end])
    while text.last == 0x20 { text.removeLast() }
    self.text = text
  }
}
