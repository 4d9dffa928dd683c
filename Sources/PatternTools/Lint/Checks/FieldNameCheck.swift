import GenesysLog
import Grok
import Pipeline

/// Fields that ECS does not have, nor genlog, nor a product; and known ones captured as a text that are
/// numbers.
enum FieldNameCheck {
  /// Findings in one pattern at most: each has to be placed in its text, which may be long.
  private static let mostFindings = 40

  /// What it finds in all that was looked at.
  static func findings(_ run: LintRun) -> [LintFinding] {
    // The legacy flavour has its own names.
    guard run.input.flavour == .ecs, let name = LintCheck.named("field-not-ecs"),
      let type = LintCheck.named("field-type")
    else { return [] }
    var findings: [LintFinding] = []
    for looked in run.looked {
      let before = findings.count
      for capture in looked.lint.captures where findings.count < before + mostFindings {
        if let (problem, help) = fault(of: capture.path) {
          findings.append(
            LintFinding(name, in: looked.owner, at: capture.location, problem, help: help))
        } else if let (problem, help) = fault(of: capture) {
          findings.append(
            LintFinding(type, in: looked.owner, at: capture.location, problem, help: help))
        }
      }
    }
    for rule in run.input.rules {
      for field in rule.constants {
        let path = field.name.split(separator: ".").map(String.init)
        guard let (problem, help) = fault(of: path) else { continue }
        findings.append(LintFinding(name, in: .init(rule), problem, help: help))
      }
    }
    return findings
  }

  /// What is wrong with a field's name.
  private static func fault(of path: [String]) -> (problem: String, help: String)? {
    guard let first = path.first else { return nil }
    let name = path.joined(separator: ".")
    if path.count == 1, FieldSets.topLevel.contains(name) || FieldSets.isKnown(name) { return nil }
    if path.count == 1 {
      return (
        "field \(name) lies at the top of the event, where ECS has no such field",
        "use the ECS field of that meaning, or put it below a product's name: acme.\(name)"
      )
    }
    guard FieldSets.isKnown(first) || FieldSets.topLevel.contains(first) else {
      let known = FieldSets.ecs.union(FieldSets.own)
      return (
        "field \(name): ECS has no field set \(first), and genlog knows no product of that name",
        Spelling.nearest(to: first, among: known).map { "did you mean \($0)?" }
          ?? "use an ECS field; or, if \(first) is your product or company, allow it"
      )
    }
    return misspelling(path, name).map { known in
      ("field \(name): no event of genlog's has it", "did you mean \(known)?")
    }
  }

  /// A known field beside it, of nearly the same name.
  private static func misspelling(_ path: [String], _ name: String) -> String? {
    guard MappedFields.contents[name] == nil, let last = path.last, last.utf8.count > 4 else {
      return nil
    }
    let parent = path.dropLast().joined(separator: ".") + "."
    let beside = MappedFields.contents.keys.filter { known in
      known.hasPrefix(parent) && !known.dropFirst(parent.count).contains(".")
    }.map { String($0.dropFirst(parent.count)) }.filter { $0.utf8.count > 4 }
    guard let near = Spelling.nearest(to: last, among: beside), differ(near, last) else {
      return nil
    }
    return parent + near
  }

  /// Whether two names differ by a slip, not by a letter that counts: `value1` is not `value2`.
  private static func differ(_ a: String, _ b: String) -> Bool {
    let letters = { (text: String) in text.filter { !$0.isNumber }.count }
    return abs(a.count - b.count) <= 1 && letters(a) > 0
      && Set(a).symmetricDifference(Set(b)).count <= 2
      && !a.contains(where: \.isNumber) && !b.contains(where: \.isNumber)
  }

  /// A number captured as a text.
  private static func fault(of capture: PatternCapture) -> (problem: String, help: String)? {
    let name = capture.path.joined(separator: ".")
    guard MappedFields.contents[name] == .number, GrokType.shape(capture.type) == "a text" else {
      return nil
    }
    return ("field \(name) is a number, and is captured as a text", "write \(name):int")
  }
}
