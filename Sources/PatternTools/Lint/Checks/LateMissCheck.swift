import GenesysLog
import Grok

/// Examples that cost many matches once they are damaged near their end.
enum LateMissCheck {
  /// Matches that a late miss may cost.
  private static let mostMatches = 10
  /// Steps below which it does not count: a tenth of a microsecond each.
  private static let leastSteps = 2_000

  /// What it finds in all that was looked at.
  static func findings(_ run: LintRun) -> [LintFinding] {
    guard let check = LintCheck.named("late-miss") else { return [] }
    var matcher = GrokMatcher()
    return run.input.definitions.compactMap { definition in
      var options = GrokOptions()
      options.anchoredAtStart = true
      options.anchoredAtEnd = true
      guard
        let pattern = try? GrokPattern(
          "%{\(definition.name)}", library: run.input.library, options: options)
      else { return nil }
      for example in definition.examples where example.matches {
        if let problem = problem(Array(example.text.utf8), pattern, &matcher) {
          return LintFinding(
            check, in: .init(definition), problem,
            help: "see which part can be read in two ways: `genlog patterns bench "
              + "\(definition.name) --json` shows the line", text: definition.line)
        }
      }
      return nil
    }
  }

  private static func problem(
    _ line: [UInt8], _ pattern: GrokPattern, _ matcher: inout GrokMatcher
  ) -> String? {
    guard SubjectEncoding.isASCII(line.span), matcher.match(pattern, line.span) == .matched,
      let damaged = LateMiss.of(line, pattern, &matcher),
      let miss = PatternSteps.count(pattern, damaged), miss >= leastSteps,
      let match = PatternSteps.count(pattern, line), miss > mostMatches * match
    else { return nil }
    let text = GrokValue.string(String(decoding: damaged, as: UTF8.self)).json
    return "a late miss takes \(miss) steps, a match \(match): \(text)"
  }
}
