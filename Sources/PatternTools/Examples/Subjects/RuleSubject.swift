import GenesysLog
import Grok

/// Rules that an example's line is given to, as a record of a component's log.
struct RuleSubject: ExampleSubject {
  /// All rules there are.
  let rules: RuleSet
  /// Whose log the line stands in; nil for a log that nobody knows.
  let component: Component?

  func answer(
    _ text: String, noting coverage: inout ExampleCoverage
  ) throws(ExampleError) -> ExampleAnswer {
    let record = SplitRecord(text)
    var matcher = GrokMatcher()
    var answer = ExampleAnswer()
    for candidate in candidates(record) {
      let pattern = try compiled(candidate.pattern)
      let text = candidate.seesMembers ? record.all : record.text
      switch matcher.match(pattern, text.span) {
      case .noMatch: continue
      case .limit:
        answer.tags = [GrokTag.timeout]
        return answer
      case .matched:
        let rule = rules.rules[candidate.rule]
        coverage.note(pattern, text)
        coverage.note(rule: rule)
        return Self.answer(of: rule, pattern, text)
      }
    }
    answer.tags = [GrokTag.parseFailure]
    return answer
  }

  func failure(of text: String) -> ExampleFailure? {
    let record = SplitRecord(text)
    return ExampleFailure(
      candidates(record).compactMap { candidate in
        guard let pattern = try? compiled(candidate.pattern) else { return nil }
        return (pattern, candidate.seesMembers ? record.all : record.text)
      })
  }

  /// The patterns that may be tried on a record, in order.
  private func candidates(_ record: SplitRecord) -> [RuleDispatch.Candidate] {
    let dispatch = rules.dispatch(for: component)
    if record.code >= 0 {
      return dispatch.candidates(code: record.code).map { dispatch[$0] }
    }
    return dispatch.candidates(text: record.text.span)
      .filter { dispatch.mayMatch($0, text: record.text.span) }.map { dispatch[$0] }
  }

  private func compiled(_ index: Int) throws(ExampleError) -> GrokPattern {
    do {
      return try rules.compiled(index)
    } catch {
      throw .engine(error.description)
    }
  }

  private static func answer(
    of rule: Rule, _ pattern: GrokPattern, _ text: [UInt8]
  ) -> ExampleAnswer {
    var answer = ExampleAnswer(GrokSet([pattern]).evaluate(text))
    answer.rule = rule.name
    for constant in rule.constants { answer.fields.set(constant.name, FieldValue(constant.value)) }
    return answer
  }
}

/// The lines of a record taken apart: id and text, without the head and blanks at the end.
struct SplitRecord {
  /// The message id; -1 if the record has none.
  let code: Int
  /// The text after it, on the first line.
  let text: [UInt8]
  /// The same, and the lines that follow.
  let all: [UInt8]

  /// Takes a record apart.
  init(_ lines: String) {
    let bytes = Array(lines.utf8)
    let firstEnd = bytes.firstIndex(of: 0x0A) ?? bytes.count
    let head = RecordHead(bytes.span, 0..<firstEnd)
    code = Int(head.code)
    var text = bytes[head.textRange]
    while text.last == 0x20 { text.removeLast() }
    self.text = Array(text)
    all = firstEnd == bytes.count ? self.text : Array(bytes[head.textRange.lowerBound...])
  }
}

extension FieldValue {
  /// A value as a rule file writes it.
  init(_ value: RuleValue) {
    self =
      switch value {
      case .string(let text): .string(text)
      case .integer(let number): .integer(Int64(number))
      case .double(let number): .double(number)
      case .boolean(let isTrue): .boolean(isTrue)
      case .list(let values): .array(values.map { FieldValue($0) })
      }
  }
}
