import Event
import Grok

/// Which of many lines match, and where: what the page marks.
///
///     {"fields":[{"name":"n","type":"int"}],"lines":[[0,2,0,0,2],0,1],"warning":null}
///
/// A line is 0 if it does not match, 1 if the search was given up, or else numbers: the match's start and
/// end, then for each capture the field's index, its start and its end. Where the time for an answer runs
/// out, the last lines are missing.
struct MatchAnswer {
  private let compiled: Workbench.Compiled
  private let lines: [String]

  /// The time that one answer may take.
  static let timeBudget = Duration.seconds(2)

  /// Prepares to match.
  init(_ compiled: Workbench.Compiled, _ lines: [String]) {
    self.compiled = compiled
    self.lines = lines
  }

  /// Appends the answer.
  func append(to out: inout JSONBuffer) {
    let deadline = ContinuousClock.now.advanced(by: Self.timeBudget)
    var matcher = GrokMatcher()
    out.append("{\"fields\":[")
    FieldList(compiled.pattern).append(to: &out)
    out.append("],\"lines\":[")
    for (index, line) in lines.enumerated() {
      // At least one, so that whoever asks for the rest comes to an end.
      if index > 0, ContinuousClock.now >= deadline { break }
      if index > 0 { out.append(",") }
      append(Array(line.utf8), with: &matcher, to: &out)
    }
    out.append("],\"warning\":")
    if let warning = compiled.warning { warning.append(to: &out) } else { out.append("null") }
    out.append("}")
  }

  private func append(
    _ line: [UInt8], with matcher: inout GrokMatcher, to out: inout JSONBuffer
  ) {
    switch matcher.match(compiled.pattern, line.span) {
    case .noMatch: out.append("0")
    case .limit: out.append("1")
    case .matched:
      let offsets = TextOffsets(line)
      let all = matcher.range(ofGroup: 0) ?? 0..<0
      out.append("[")
      out.append(integer: Int64(offsets[all.lowerBound]))
      out.append(",")
      out.append(integer: Int64(offsets[all.upperBound]))
      for (index, field) in compiled.pattern.fields.enumerated() {
        for group in field.groups {
          guard let range = matcher.range(ofGroup: group.number), !range.isEmpty else { continue }
          for number in [index, offsets[range.lowerBound], offsets[range.upperBound]] {
            out.append(",")
            out.append(integer: Int64(number))
          }
        }
      }
      out.append("]")
    }
  }
}

/// The fields of a pattern: `{"name":"genesys.object.dbid","type":"int"}`, separated by commas.
struct FieldList {
  private let pattern: GrokPattern

  /// The fields that a pattern captures.
  init(_ pattern: GrokPattern) { self.pattern = pattern }

  /// Appends them, without the brackets around.
  func append(to out: inout JSONBuffer) {
    for (index, field) in pattern.fields.enumerated() {
      if index > 0 { out.append(",") }
      out.append("{\"name\":")
      out.append(quoted: field.path.joined(separator: "."))
      out.append(",\"type\":")
      out.append(quoted: (field.type ?? .string).rawValue)
      out.append("}")
    }
  }
}
