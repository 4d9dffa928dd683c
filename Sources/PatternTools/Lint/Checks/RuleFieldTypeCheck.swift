import GenesysLog
import Grok

/// Fields of which one rule makes a number and another a text.
enum RuleFieldTypeCheck {
  /// A field in a rule.
  private struct Use {
    let shape: String
    let owner: LintFinding.Owner
    let capture: PatternCapture?
  }

  /// What it finds in all that was looked at.
  static func findings(_ run: LintRun) -> [LintFinding] {
    guard let check = LintCheck.named("field-two-types") else { return [] }
    var uses: [String: [Use]] = [:]
    for looked in run.looked where looked.rule != nil {
      for capture in looked.lint.captures {
        uses[capture.path.joined(separator: "."), default: []].append(
          Use(
            shape: GrokType.shape(capture.type), owner: looked.owner, capture: capture))
      }
    }
    for rule in run.input.rules {
      for field in rule.constants {
        guard let shape = field.value.shape else { continue }
        uses[field.name, default: []].append(
          Use(shape: shape, owner: LintFinding.Owner(rule), capture: nil))
      }
    }
    return uses.sorted { $0.key < $1.key }.flatMap { findings(check, $0.key, $0.value) }
  }

  /// Of the rarer shapes each rule, once.
  private static func findings(_ check: LintCheck, _ name: String, _ uses: [Use]) -> [LintFinding] {
    let counts = uses.reduce(into: [String: Int]()) { $0[$1.shape, default: 0] += 1 }
    guard counts.count > 1,
      let usual = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key,
      let example = uses.first(where: { $0.shape == usual })
    else { return [] }
    var owners: Set<LintFinding.Owner> = []
    return uses.filter { $0.shape != usual && owners.insert($0.owner).inserted }.map { use in
      let problem =
        "field \(name) is \(use.shape) in \(use.owner.title), and \(usual) in \(example.owner.title)"
      let help = "give it the same type in both, or one another name"
      guard let location = use.capture?.location else {
        return LintFinding(check, in: use.owner, problem, help: help)
      }
      return LintFinding(check, in: use.owner, at: location, problem, help: help)
    }
  }
}

extension RuleValue {
  /// What the value is, in the words of `GrokType.shape(_:)`; nil for a list.
  fileprivate var shape: String? {
    switch self {
    case .string: GrokType.shape(nil)
    case .integer: GrokType.shape(.int)
    case .double: GrokType.shape(.double)
    case .boolean: GrokType.shape(.boolean)
    case .list: nil
    }
  }
}
