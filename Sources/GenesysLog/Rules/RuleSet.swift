package import Grok
import Synchronization
import YAMLReading

/// All rules of a run: the built-in ones and the user's, and the patterns they are made of.
///
/// The entry to this folder. Rules come from files (`RuleFile`), a record finds the few that may
/// match it through a `RuleDispatch`, and a pattern is compiled when first used (`RulePattern`):
///
///     let rules = try RuleSet(userPaths: ["site-patterns"])
///     let dispatch = rules.dispatch(for: Component.named("confserv"))
///     for index in dispatch.candidates(code: 24200) {
///       let pattern = try rules.compiled(dispatch[index].pattern)
///     }
package struct RuleSet: Sendable {
  /// The rules, in the order to try: a later user file first, built-in ones last.
  package let rules: [Rule]
  /// All patterns of all rules; a number of a pattern is its index here.
  package let patterns: [RulePattern]
  /// The Grok patterns that rules refer to.
  package let library: PatternLibrary
  /// What is known of messages for which there is no rule, or whose text no rule took.
  package let catalogue: MessageCatalogue

  /// For each rule, the number of its first pattern.
  private let firstPattern: [Int]
  private let arranged = DispatchTable()

  /// Loads the built-in rules, then the user's files and folders over them.
  /// - Parameter userPaths: values of `--patterns`: `*.yml` and `*.yaml` are rules, all other
  ///   files are Grok pattern files; folders are read one level deep.
  ///   `flavour`: the standard library that patterns refer to.
  ///   `catalogue`: for messages that no rule knows.
  ///   `usesBuiltInRules`: false for the user's alone, which may refer to all built-in patterns.
  /// - Throws: `RuleError` at the first mistake of the user's.
  package init(
    userPaths: [String] = [], flavour: Flavour = .ecs, catalogue: MessageCatalogue = .builtIn,
    usesBuiltInRules: Bool = true
  ) throws(RuleError) {
    let builtIn = usesBuiltInRules ? try BuiltInRules.load() : []
    let folder = try UserPatterns(paths: userPaths)
    self.init(
      Self.merged(user: folder.rules, builtIn: builtIn),
      library: try GenesysPatterns.library(flavour, adding: folder.patternFiles),
      catalogue: catalogue)
    for rule in folder.rules {
      for pattern in rule.patterns { _ = try pattern.compiled(with: library) }
    }
  }

  /// The user's rules, and the built-in ones that they do not replace.
  package init(adding rules: [Rule], library: PatternLibrary) throws(RuleError) {
    self.init(Self.merged(user: rules, builtIn: try BuiltInRules.load()), library: library)
  }

  /// A set of exactly these rules.
  init(_ rules: [Rule], library: PatternLibrary, catalogue: MessageCatalogue = .builtIn) {
    self.rules = rules
    self.library = library
    self.catalogue = catalogue
    var patterns: [RulePattern] = []
    var firstPattern: [Int] = []
    for rule in rules {
      firstPattern.append(patterns.count)
      patterns += rule.patterns
    }
    self.patterns = patterns
    self.firstPattern = firstPattern
  }

  /// The compiled pattern of a number; compiled on the first call, for all threads.
  package func compiled(_ pattern: Int) throws(RuleError) -> GrokPattern {
    try patterns[pattern].compiled(with: library)
  }

  /// The rules for the records of a component, arranged for look-up.
  ///
  /// Of the built-in rules for one id, those for the component come before those for all.
  /// - Parameter component: nil for an unknown one: all rules are tried.
  package func dispatch(for component: Component?) -> RuleDispatch {
    arranged.dispatch(for: component) { arrange(for: component) }
  }

  private func arrange(for component: Component?) -> RuleDispatch {
    let chosen = rules.indices.filter { rules[$0].applies(to: component) }
    // A stable sort by hand: rules of a component that stand after common ones are more exact.
    let isUser = { (index: Int) in !self.rules[index].isBuiltIn }
    let order =
      chosen.filter(isUser)
      + chosen.filter { !isUser($0) && !rules[$0].components.isEmpty }
      + chosen.filter { !isUser($0) && rules[$0].components.isEmpty }
    return RuleDispatch(
      order.map { index in
        let rule = rules[index]
        return RuleDispatch.Entry(
          rule: index, codes: rule.codes, firstPattern: firstPattern[index],
          patterns: rule.patterns.map(\.text), seesMembers: rule.seesMembers,
          isBuiltIn: rule.isBuiltIn)
      })
  }

  /// User rules first, the last file first; each replaces what has its name before it.
  private static func merged(user: [Rule], builtIn: [Rule]) -> [Rule] {
    var names: Set<String> = []
    return user.filter { names.insert($0.name).inserted }
      + builtIn.filter { names.insert($0.name).inserted }
  }
}

extension Rule {
  /// Whether the rule comes with the program.
  package var isBuiltIn: Bool { place.file.hasPrefix(BuiltInRules.folder + "/") }
}

/// The dispatches that were made, so that a thousand logs of one component share one.
private final class DispatchTable: Sendable {
  private let made = Mutex<[String: RuleDispatch]>([:])

  func dispatch(for component: Component?, _ make: () -> RuleDispatch) -> RuleDispatch {
    made.withLock { made in
      let key = component?.id ?? ""
      if let dispatch = made[key] { return dispatch }
      let dispatch = make()
      made[key] = dispatch
      return dispatch
    }
  }
}
