import GenesysLog
import Grok

/// The rules of a run, and the expressions that stand for them, loaded and compiled.
struct RunRules: Sendable {
  let rules: RuleSet
  let expressions: [GrokPattern]

  /// Loads rules and patterns, and compiles the expressions.
  ///
  /// - Parameter usesBuiltInRules: whether there are other rules than the user's, and messages of the
  ///   catalogue.
  /// - Throws: ``PipelineError`` when a pattern, rule or expression is wrong.
  init(_ options: ParseOptions, usesBuiltInRules: Bool = true) throws(PipelineError) {
    do {
      let rules = try RuleSet(
        userPaths: options.patternPaths, flavour: options.flavour,
        catalogue: usesBuiltInRules ? try MessageCatalogue.load() : MessageCatalogue([]),
        usesBuiltInRules: usesBuiltInRules)
      expressions = try zip(options.expressions, options.expressionOrigins).map {
        try GrokPattern($0, library: rules.library, origin: $1)
      }
      self.rules = rules
      try ExpressionEncoder.check(expressions)
    } catch {
      throw .invalid("\(error)")
    }
  }

  /// The names of what is counted by number.
  var names: [String] {
    expressions.isEmpty ? GenesysEncoder.ruleNames(rules) : expressions.map(\.expression)
  }
}
