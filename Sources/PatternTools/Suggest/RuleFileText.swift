/// Writes rules as a file of rules: docs/rules.md says what stands in one.
enum RuleFileText {
  /// The file.
  static func of(_ drafts: [SuggestedRule], component: String?) -> String {
    var text =
      "# Suggested by `genlog patterns suggest`. Look over names and fields, and the examples:\n"
    text += "# they are lines of the log.\n"
    text += component.map { "component: \($0)\n" } ?? ""
    text += "rules:\n"
    for (index, draft) in drafts.enumerated() {
      if index > 0 { text += "\n" }
      text += rule(draft)
    }
    return text
  }

  private static func rule(_ draft: SuggestedRule) -> String {
    WrittenRule(
      comment: draft.samples.count == 1 ? "1 record" : "\(draft.samples.count) records",
      name: draft.name, codes: draft.code >= 0 ? [Int(draft.code)] : [], pattern: draft.expression,
      examples: draft.examples
    ).yaml
  }
}
