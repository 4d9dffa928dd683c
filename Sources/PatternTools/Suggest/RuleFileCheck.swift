import GenesysLog
import Grok

/// Reads a file of rules that was written, as any command would, and compares it with what was meant.
enum RuleFileCheck {
  /// The names of rules that do not come out as they were meant, or nil where the file cannot be read.
  static func faults(
    of text: String, _ drafts: [SuggestedRule], library: PatternLibrary
  ) -> Set<String>? {
    guard let file = try? RuleFile(text: text, file: "suggested.yml"),
      file.rules.count == drafts.count
    else { return nil }
    var faults: Set<String> = []
    for (rule, draft) in zip(file.rules, drafts) where !isSame(rule, draft, library) {
      faults.insert(draft.name)
    }
    return faults
  }

  private static func isSame(
    _ rule: Rule, _ draft: SuggestedRule, _ library: PatternLibrary
  ) -> Bool {
    rule.name == draft.name && rule.codes == (draft.code < 0 ? [] : [Int(draft.code)])
      && rule.patterns.map(\.text) == [draft.expression]
      && (try? rule.patterns[0].compiled(with: library)) != nil
      && rule.examples.count == draft.examples.count
      && zip(rule.examples, draft.examples).allSatisfy { read, meant in
        read.line == meant.line && read.fields.count == meant.fields.count
          && zip(read.fields, meant.fields).allSatisfy { field, wanted in
            field.name == wanted.name && field.value == RuleValue(wanted.value)
          }
      }
  }
}

extension RuleValue {
  /// What an example says of a captured value.
  init(_ value: GrokValue) {
    self =
      switch value {
      case .string(let text): .string(text)
      case .integer(let number): Int(exactly: number).map(RuleValue.integer) ?? .string("\(number)")
      case .bigInteger(let digits): .string(digits)
      case .double(let number): .double(number)
      case .boolean(let flag): .boolean(flag)
      case .null: .string("")
      case .array(let values): .list(values.map(RuleValue.init))
      }
  }
}
