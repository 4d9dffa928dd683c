import Event
import Grok
import PatternTools

/// All about one line: what was captured, as fields and as JSON, or where it stopped.
///
///     {"outcome":"matched","start":0,"end":2,"captures":[{"field":"n","type":"int","value":42,"start":0,
///      "end":2}],"json":{"n":42},"tags":[]}
///     {"outcome":"unmatched","json":{},"tags":["_grokparsefailure"],"stop":{...}}
struct LineAnswer {
  private let compiled: Workbench.Compiled
  private let line: [UInt8]

  /// Prepares to match.
  init(_ compiled: Workbench.Compiled, _ line: String) {
    self.compiled = compiled
    self.line = Array(line.utf8)
  }

  /// Appends the answer.
  func append(to out: inout JSONBuffer) {
    var matcher = GrokMatcher()
    let set = GrokSet([compiled.pattern], timeBudget: compiled.pattern.options.timeBudget)
    let result = set.evaluate(line, with: &matcher)
    let isGivenUp = result.tags.contains(GrokTag.timeout)
    out.append("{\"outcome\":")
    out.append(quoted: result.matched ? "matched" : isGivenUp ? "givenUp" : "unmatched")
    // The matcher still knows where the only pattern matched.
    if result.matched { append(matcher, to: &out) }
    out.append(",\"json\":")
    FieldTree(result.fields).append(to: &out)
    out.append(",\"tags\":")
    GrokValue.array(result.tags.map(GrokValue.string)).append(to: &out)
    if !result.matched { appendStop(to: &out) }
    out.append("}")
  }

  /// Where the line stopped matching, if that can be told.
  private func appendStop(to out: inout JSONBuffer) {
    let diagnosis = compiled.pattern.diagnose(line, budget: MatchAnswer.timeBudget)
    guard let failure = diagnosis.failure else { return }
    out.append(",\"stop\":")
    StopAnswer(failure, isCutShort: diagnosis.isCutShort, in: line).append(to: &out)
  }

  /// The place of the match, and what each group captured.
  private func append(_ matcher: borrowing GrokMatcher, to out: inout JSONBuffer) {
    let offsets = TextOffsets(line)
    append(matcher.range(ofGroup: 0) ?? 0..<0, offsets, to: &out)
    out.append(",\"captures\":[")
    var isFirst = true
    for field in compiled.pattern.fields {
      for group in field.groups {
        guard let range = matcher.range(ofGroup: group.number), !range.isEmpty else { continue }
        if !isFirst { out.append(",") }
        isFirst = false
        out.append("{\"field\":")
        out.append(quoted: field.path.joined(separator: "."))
        out.append(",\"type\":")
        out.append(quoted: (group.type ?? .string).rawValue)
        out.append(",\"value\":")
        let text = line.span.extracting(range)
        let value = (group.type ?? .string).value(of: text) ?? .string(GrokText.string(text))
        value.append(to: &out)
        append(range, offsets, to: &out)
        out.append("}")
      }
    }
    out.append("]")
  }

  private func append(_ range: Range<Int>, _ offsets: TextOffsets, to out: inout JSONBuffer) {
    out.append(",\"start\":")
    out.append(integer: Int64(offsets[range.lowerBound]))
    out.append(",\"end\":")
    out.append(integer: Int64(offsets[range.upperBound]))
  }
}
