import Grok

/// Regular expressions in queries, which match a whole value, under the limits of Grok.
enum QueryRegex {
  /// Compiles an expression that has to match the whole text.
  static func compile(_ expression: String) throws(QueryString.Problem) -> GrokPattern {
    var options = GrokOptions()
    options.anchoredAtStart = true
    options.anchoredAtEnd = true
    // A rule looks at a value for tens of microseconds, not for a second.
    options.matchLimit = 1_000_000
    options.timeBudget = .milliseconds(50)
    do {
      return try GrokPattern(expression, library: PatternLibrary(), options: options)
    } catch {
      let reason = error.description.split(separator: "\n").first.map(String.init) ?? ""
      throw QueryString.Problem(
        reason: "the regular expression is not valid: \(reason)", help: "correct the expression")
    }
  }
}
