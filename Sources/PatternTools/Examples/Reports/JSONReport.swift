import Event
import Grok

/// The results of a run as JSON, one object a line: each test, then a summary.
enum JSONReport {
  /// The lines.
  static func lines(_ run: ExampleRun) -> String {
    var out = JSONBuffer()
    for result in run.results {
      object(result).append(to: &out)
      out.append("\n")
    }
    summary(run).append(to: &out)
    out.append("\n")
    return out.text()
  }

  private static func object(_ result: ExampleResult) -> FieldValue {
    let test = result.test
    var members: [(String, FieldValue)] = [
      ("file", .string(test.origin.file)), ("line", .integer(Int64(test.origin.line))),
      ("name", .string(test.name)),
    ]
    if let flavour = test.flavour { members.append(("flavour", .string(flavour.rawValue))) }
    members += [
      ("text", .string(test.text)), ("passed", .boolean(result.passed)),
      ("matched", .boolean(result.answer.matched)), ("fields", result.answer.fields.nested),
      ("tags", strings(result.answer.tags)),
    ]
    if !result.passed {
      members.append(("differences", .array(result.differences.map(\.object))))
      members.append(("explanation", strings(result.explanation)))
    }
    return .object(members)
  }

  private static func summary(_ run: ExampleRun) -> FieldValue {
    var members: [(String, FieldValue)] = [
      ("tests", .integer(Int64(run.results.count))), ("passed", .integer(Int64(run.passed))),
      ("failed", .integer(Int64(run.failed))), ("problems", strings(run.problems)),
    ]
    if let coverage = run.coverage { members.append(("coverage", object(coverage))) }
    return .object([("summary", .object(members))])
  }

  private static func object(_ coverage: CoverageFigures) -> FieldValue {
    func share(_ share: CoverageFigures.Share) -> FieldValue {
      .object([("all", .integer(Int64(share.all))), ("reached", .integer(Int64(share.reached)))])
    }
    return .object([
      ("examples", share(coverage.examples)), ("patterns", share(coverage.definitions)),
      ("alternatives", share(coverage.alternatives)), ("options", share(coverage.options)),
      ("rules", share(coverage.rules)), ("rule_patterns", share(coverage.rulePatterns)),
      ("unmeasured", .integer(Int64(coverage.unmeasured))),
      (
        "gaps",
        .array(
          coverage.gaps.map { gap in
            .object([
              ("place", .string(gap.place)), ("owner", .string(gap.owner)),
              ("what", .string(gap.what)),
            ])
          })
      ),
    ])
  }

  fileprivate static func strings(_ texts: [String]) -> FieldValue {
    .array(texts.map(FieldValue.string))
  }
}

extension FieldValue {
  /// An object.
  fileprivate static func object(_ members: [(String, FieldValue)]) -> FieldValue {
    .object(members.map { Member(key: $0.0, value: $0.1) })
  }
}

extension FieldDifference {
  /// The difference for programs.
  fileprivate var object: FieldValue {
    switch self {
    case .missing(let name, let value):
      .object([("kind", .string("missing")), ("field", .string(name)), ("expected", value)])
    case .unexpected(let name, let value):
      .object([("kind", .string("unexpected")), ("field", .string(name)), ("got", value)])
    case .other(let name, let expected, let got):
      .object([
        ("kind", .string("other")), ("field", .string(name)), ("expected", expected), ("got", got),
      ])
    case .noMatch: .object([("kind", .string("no-match"))])
    case .match: .object([("kind", .string("match"))])
    case .otherRule(let expected, let got):
      .object([
        ("kind", .string("other-rule")), ("expected", .string(expected)),
        ("got", got.map(FieldValue.string) ?? .null),
      ])
    case .tags(let expected, let got):
      .object([
        ("kind", .string("tags")), ("expected", JSONReport.strings(expected)),
        ("got", JSONReport.strings(got)),
      ])
    }
  }
}
