import GenesysLog
import Grok
import Pipeline

/// What the same rules are tried on, in the same order: texts of one component with one message id, or
/// without any; or all lines, with expressions.
struct TrialKey: Hashable, Sendable {
  /// The component's index in the table of components; -1 where none was recognised.
  let component: Int
  /// The message id; -1 for none.
  let code: Int32

  /// The component's name.
  var componentName: String? {
    Component.all.indices.contains(component) ? Component.all[component].id : nil
  }
}

/// What is tried as one: the patterns of a rule that stand together, or an expression.
struct TrialUnit: Sendable {
  /// A pattern, and when it is tried.
  struct Pattern: Sendable {
    /// The pattern.
    let pattern: GrokPattern
    /// Whether it sees a record's members.
    let seesMembers: Bool
    /// Its place in the dispatch, where the beginning of a text is looked at first.
    let candidate: Int?
  }

  /// The index of the rule or expression.
  let index: Int
  /// Rules of a lower rank come first, wherever they are written.
  let rank: Int
  /// Its patterns, in the order to try.
  fileprivate(set) var patterns: [Pattern]
}

/// The rules that are tried on some texts, in the order to try.
struct TrialGroup: Sendable {
  /// The rules or expressions.
  let units: [TrialUnit]
  /// The dispatch that the rules are from.
  let dispatch: RuleDispatch?
  /// What chooses among expressions.
  let prefilter: GrokPrefilter?

  /// Expressions that stand for rules.
  init(expressions: [GrokPattern]) {
    units = expressions.enumerated().map { index, pattern in
      TrialUnit(
        index: index, rank: 0,
        patterns: [.init(pattern: pattern, seesMembers: false, candidate: nil)])
    }
    dispatch = nil
    prefilter = GrokPrefilter(expressions)
  }

  /// The rules for the texts of a key.
  init(_ key: TrialKey, _ rules: RuleSet) {
    let component =
      Component.all.indices.contains(key.component) ? Component.all[key.component] : nil
    let dispatch = rules.dispatch(for: component)
    let range =
      key.code < 0 ? dispatch.candidatesWithoutCode : dispatch.candidates(code: Int(key.code))
    var units: [TrialUnit] = []
    for place in range {
      let candidate = dispatch[place]
      guard let pattern = try? rules.compiled(candidate.pattern) else { continue }
      let rank = Self.rank(
        of: rules.rules[candidate.rule], hasPrefix: key.code >= 0 || dispatch.hasPrefix(place))
      let tried = TrialUnit.Pattern(
        pattern: pattern, seesMembers: candidate.seesMembers, candidate: key.code < 0 ? place : nil)
      if let last = units.last, last.index == candidate.rule, last.rank == rank {
        units[units.count - 1].patterns.append(tried)
      } else {
        units.append(TrialUnit(index: candidate.rule, rank: rank, patterns: [tried]))
      }
    }
    self.units = units
    self.dispatch = dispatch
    prefilter = nil
  }

  /// What decides before the order in the files does, as ``RuleSet/dispatch(for:)`` and
  /// ``RuleDispatch`` have it: the user's rules, those that begin with literal text, those of a component.
  private static func rank(of rule: Rule, hasPrefix: Bool) -> Int {
    guard rule.isBuiltIn else { return 0 }
    return (hasPrefix ? 1 : 3) + (rule.components.isEmpty ? 1 : 0)
  }

  /// The patterns of a rule that are tried on a text until one matches, and what each sees.
  func patterns(of unit: Int, for text: TrialText) -> [(pattern: GrokPattern, seen: [UInt8])] {
    units[unit].patterns.filter { tried in
      guard let dispatch, let candidate = tried.candidate else { return true }
      return dispatch.mayMatch(candidate, text: text.text.span)
    }.map { ($0.pattern, text.seen(withMembers: $0.seesMembers)) }
  }
}
