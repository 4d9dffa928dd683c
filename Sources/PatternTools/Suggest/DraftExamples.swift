import GenesysLog
import Grok

/// Chooses examples for rules: lines of the log that a rule file can hold, and what they give.
enum DraftExamples {
  /// How many examples a rule has.
  private static let wanted = 2
  /// How many samples are looked at for them.
  private static let maxTried = 200
  /// A longer line is no good example, if there is another.
  private static let maxLineBytes = 1000

  /// The examples of a draft: the first sample, and one that gives other fields, if there is one.
  ///
  /// - Parameters:
  ///   - earlier: the patterns that are tried before; they must not take an example.
  ///   - isRecord: whether lines are records with a head, and not texts as a whole.
  static func of(
    _ draft: SuggestedRule, _ samples: [LogSample], after earlier: [GrokPattern] = [],
    isRecord: Bool
  ) -> [WrittenRule.Example] {
    let set = GrokSet([draft.pattern])
    var matcher = GrokMatcher()
    var chosen: [WrittenRule.Example] = []
    var shapes: Set<[String]> = []
    let tried = draft.samples.prefix(maxTried)
    let short = tried.filter { samples[$0].line.count <= maxLineBytes }
    for index in short.isEmpty ? tried[...] : short[...] where chosen.count < wanted {
      let line = text(of: samples[index].line)
      guard let fields = fields(of: line, draft, set, after: earlier, &matcher, isRecord: isRecord),
        shapes.insert(fields.map(\.name)).inserted
      else { continue }
      chosen.append(WrittenRule.Example(line: line, fields: fields))
    }
    return chosen
  }

  /// A line as text: what is no UTF-8 is read as Latin-1, as in events.
  private static func text(of line: [UInt8]) -> String {
    String(validating: line, as: UTF8.self)
      ?? String(String.UnicodeScalarView(line.map { Unicode.Scalar($0) }))
  }

  /// What a line gives, read as any tool reads it that has the example alone; nil where the rule
  /// does not take it.
  private static func fields(
    of line: String, _ draft: SuggestedRule, _ set: GrokSet, after earlier: [GrokPattern],
    _ matcher: inout GrokMatcher,
    isRecord: Bool
  ) -> [GrokResult.Field]? {
    let bytes = Array(line.utf8)
    var range = 0..<bytes.count
    if isRecord {
      var text = RuleText()
      guard text.read(line: bytes.span).code == draft.code else { return nil }
      range = text.text
    }
    for pattern in earlier {
      if matcher.match(pattern, bytes.span.extracting(range)) == .matched { return nil }
    }
    let result = set.evaluate(bytes.span.extracting(range), with: &matcher)
    guard result.matched, result.tags.isEmpty else { return nil }
    return result.fields
  }
}
