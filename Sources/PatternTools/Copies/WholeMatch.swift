import Grok

/// An expression as tests try it: it must take the whole of a text.
struct WholeMatch {
  private let part: GrokPattern
  private let whole: GrokSet

  /// Compiles an expression both ways: to be looked for, and to be all there is.
  init(_ expression: String, _ library: PatternLibrary) throws(CopyProblem) {
    var options = GrokOptions()
    options.matchLimit = 2_000_000
    options.timeBudget = .milliseconds(200)
    do throws(GrokError) {
      part = try GrokPattern(expression, library: library, options: options)
      options.anchoredAtStart = true
      options.anchoredAtEnd = true
      whole = GrokSet(
        [try GrokPattern(expression, library: library, options: options)],
        timeBudget: options.timeBudget)
    } catch {
      throw .refused(error.description)
    }
  }

  /// The first part of a line that matches.
  func matchedPart(of line: String) -> String? {
    let bytes = Array(line.utf8)
    var matcher = GrokMatcher()
    guard matcher.match(part, bytes.span) == .matched, let range = matcher.range(ofGroup: 0) else {
      return nil
    }
    return GrokText.string(bytes.span, range)
  }

  /// What a text gives when it is taken whole; nil if it is not.
  func fields(of text: String) -> [GrokResult.Field]? {
    let result = whole.evaluate(text)
    return result.matched ? result.fields : nil
  }
}
