/// Fields that one match may fill more than once.
struct RepeatedFieldCheck {
  private let subject: LintSubject
  private var findings: [GrokFinding] = []
  private var budget = 20_000
  private var depth = 0

  /// What it finds in a pattern.
  static func findings(_ subject: LintSubject) -> [GrokFinding] {
    var check = RepeatedFieldCheck(subject: subject)
    _ = check.fields(of: subject.root)
    return check.findings
  }

  private init(subject: LintSubject) { self.subject = subject }

  /// The fields that a match of an element may fill.
  private mutating func fields(of element: PatternElement) -> Set<[String]> {
    budget -= 1
    depth += 1
    defer { depth -= 1 }
    guard budget > 0, depth < 300 else { return [] }
    var fields: Set<[String]> = []
    let isChain =
      if case .sequence = element.node.kind { element.isWritten(in: subject.parsed) } else { false }
    for child in element.children {
      let more = self.fields(of: child)
      if isChain {
        for path in fields.intersection(more).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
          note(path, at: child)
        }
      }
      fields.formUnion(more)
    }
    if let capture = element.capture { fields.insert(capture.field.path) }
    checkLoop(element, fields)
    return fields
  }

  private mutating func note(_ path: [String], at element: PatternElement) {
    if findings.count >= LintSubject.mostFindings { return }
    let name = path.joined(separator: ".")
    findings.append(
      GrokFinding(
        .fieldRepeated, .note, at: element.place,
        "field \(name) is filled here once more, and becomes a list",
        help: "give it another name, unless a list is meant"))
  }

  /// Of a loop's rounds only the last is kept.
  private mutating func checkLoop(_ element: PatternElement, _ fields: Set<[String]>) {
    guard case .repetition(_, let repetition) = element.node.kind, repetition.maximum != 1,
      !fields.isEmpty, findings.count < LintSubject.mostFindings,
      element.isWritten(in: subject.parsed)
    else { return }
    let names = fields.map { $0.joined(separator: ".") }.sorted().joined(separator: ", ")
    findings.append(
      GrokFinding(
        .captureInLoop, .warning, at: element.place,
        "each round fills \(names) anew, and only the last round is kept",
        help: "capture the whole list around the loop, or name each part without a loop"))
  }
}
