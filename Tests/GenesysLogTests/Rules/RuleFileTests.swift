import Testing
import YAMLReading

@testable import GenesysLog

@Suite("Rule file")
struct RuleFileTests {
  /// A file of one rule with these lines between its name and its examples.
  private static func file(_ lines: String, name: String = "a-rule") -> String {
    "rules:\n  - name: \(name)\n    \(lines)\n    examples:\n      - line: x\n        fields: {}\n"
  }

  @Test("all parts of a rule are read, with their places")
  func complete() throws {
    let text = """
      component: [TServer, SCS]
      rules:
        - name: object-made
          code: ["24200", 04541]
          pattern:
            - 'a %{WORD:b}'
            - c
          members: true
          action: object-created
          set: {a.b: x, n: 7, d: 1.5, t: true, s: "7", z: 007}
          examples:
            - line: '08:15:00.000 Std 24200 a x'
              fields: {b: x, list: [1, two]}
          counterexamples: ['08:15:00.000 Std 24200 d']
      """
    let rule = try #require(try RuleFile(text: text, file: "site.yml").rules.first)
    #expect(rule.name == "object-made")
    #expect(rule.place == TextPlace(file: "site.yml", line: 3, column: 11))
    #expect(rule.components.map(\.id) == ["TServer", "SCS"])
    #expect(rule.codes == [24200, 4541])
    #expect(rule.patterns.map(\.text) == ["a %{WORD:b}", "c"])
    #expect(rule.patterns[1].place.line == 7)
    #expect(rule.action == "object-created")
    #expect(rule.seesMembers)
    #expect(
      rule.constants == [
        RuleField(name: "a.b", value: .string("x")), RuleField(name: "n", value: .integer(7)),
        RuleField(name: "d", value: .double(1.5)), RuleField(name: "t", value: .boolean(true)),
        RuleField(name: "s", value: .string("7")), RuleField(name: "z", value: .string("007")),
      ])
    #expect(
      rule.examples[0].fields == [
        RuleField(name: "b", value: .string("x")),
        RuleField(name: "list", value: .list([.integer(1), .string("two")])),
      ])
    #expect(rule.counterexamples.map(\.line) == ["08:15:00.000 Std 24200 d"])
  }

  @Test("the action of a rule is its name unless it says otherwise")
  func defaultAction() throws {
    let rules = try RuleFile(text: Self.file("pattern: x"), file: "f").rules
    #expect(rules[0].action == "a-rule")
    #expect(rules[0].codes == [])
    #expect(!rules[0].seesMembers)
  }

  @Test("an empty file has no rules", arguments: ["", "\n", "# nothing\n", "rules: []\n"])
  func empty(text: String) throws {
    #expect(try RuleFile(text: text, file: "f").rules.isEmpty)
  }

  @Test("a rule for T-Servers holds for SIP Servers, and for files of unknown components")
  func components() throws {
    let text = "component: TServer\n" + Self.file("pattern: x")
    let rule = try #require(try RuleFile(text: text, file: "f").rules.first)
    #expect(rule.applies(to: .named("TServer")))
    #expect(rule.applies(to: .named("SIPServer")))
    #expect(!rule.applies(to: .named("ConfigurationServer")))
    #expect(rule.applies(to: nil))
  }

  /// A file with a mistake, and the message it gives.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let text: String
    let message: String

    init(_ text: String, _ message: String) {
      self.text = text
      self.message = message
    }

    var testDescription: String { message.prefix { $0 != "\n" }.description }
  }

  @Test("a mistake is told with its place and what to do", arguments: mistakes)
  func mistake(_ mistake: Mistake) {
    let error = #expect(throws: RuleError.self) {
      try RuleFile(text: mistake.text, file: "f.yml")
    }
    #expect(error?.description == mistake.message)
  }

  @Test("any text is read or refused, never more")
  func hostile() {
    let nested = String(repeating: "[", count: 100_000)
    let deep = String(repeating: "- ", count: 100_000)
    for text in [
      nested, deep, "\u{0}", "\u{FFFD}{", "? ? ?", "a: &a\nb: *b", "%YAML 9.9\n---", "---\n---\n",
    ] {
      #expect(throws: RuleError.self) { try RuleFile(text: text, file: "f.yml") }
    }
  }
}

extension RuleFileTests {
  /// One row a mistake.
  static let mistakes: [Mistake] = [
    Mistake(
      file("patern: x"),
      "f.yml:3:5: unknown key `patern`\nhelp: did you mean `pattern`?"
    ),
    Mistake(
      file("pattern: x\n    zone: y"),
      "f.yml:4:5: unknown key `zone`\nhelp: known are `name`, `code`, `pattern`, `members`, "
        + "`action`, `set`, `examples`, `counterexamples`"
    ),
    Mistake(
      "rules:\n  - name: a\n    members: some\n",
      "f.yml:3:14: `members` must be true or false, not a text\nhelp: see docs/rules.md"),
    Mistake("rule: []\n", "f.yml:1:1: unknown key `rule`\nhelp: did you mean `rules`?"),
    Mistake(
      "rules:\n  - pattern: x\n    examples: [{line: x, fields: {}}]\n",
      "f.yml:2:5: a rule has no `name`\nhelp: add a line `name: ...`"
    ),
    Mistake(
      file("code: \"04100\""),
      "f.yml:2:5: the rule a-rule has no `pattern`\nhelp: add a line `pattern: ...`"
    ),
    Mistake(
      "rules:\n  - name: a\n    pattern: x\n",
      "f.yml:2:5: the rule a has no `examples`\nhelp: add a line `examples: ...`"
    ),
    Mistake(
      "rules:\n  - name: a\n    pattern: x\n    examples: [{fields: {}}]\n",
      "f.yml:4:16: an example has no `line`\nhelp: add a line `line: ...`"
    ),
    Mistake(
      "rules:\n  - {name: a, pattern: x, examples: [{line: x}]}\n"
        + "  - {name: a, pattern: x, examples: [{line: x}]}\n",
      "f.yml:3:12: the name a is taken by the rule at f.yml:2:12\nhelp: give one another name"
    ),
    Mistake(
      file("pattern: x", name: "Two Words"),
      "f.yml:2:11: `Two Words` cannot be a rule's name\n"
        + "help: use lower-case letters, digits and `-`: object-created"
    ),
    Mistake(
      file("code: 4541\n    pattern: x"),
      "f.yml:3:11: `4541` is not a message id\nhelp: an id is five digits in quotes: \"04541\""
    ),
    Mistake(
      file("code: [\"04541\", \"0454x\"]\n    pattern: x"),
      "f.yml:3:21: `0454x` is not a message id\nhelp: an id is five digits in quotes: \"04541\""
    ),
    Mistake(
      "component: ConfigServr\n",
      "f.yml:1:12: unknown component `ConfigServr`\nhelp: did you mean `ConfigurationServer`?"
    ),
    Mistake(
      "component: SIPServr\n",
      "f.yml:1:12: unknown component `SIPServr`\nhelp: did you mean `SIPServer`?"
    ),
    Mistake(
      file("pattern: {a: b}"),
      "f.yml:3:14: `pattern` must be one text, or a list of texts, not a mapping\n"
        + "help: see docs/rules.md"
    ),
    Mistake(
      file("pattern: []"),
      "f.yml:3:14: `pattern` must be one text, or a list of texts, not an empty list\n"
        + "help: see docs/rules.md"
    ),
    Mistake(
      file("pattern: x\n    set: [a]"),
      "f.yml:4:10: `set` must be a mapping of keys to values, not a list\n"
        + "help: see docs/rules.md"
    ),
    Mistake(
      file("pattern: x\n    set: {a: [1]}"),
      "f.yml:4:14: `a` must be a text or a number, not a list\nhelp: see docs/rules.md"
    ),
    Mistake(
      file("pattern: x\n    set: {a: ~}"),
      "f.yml:4:14: `a` must be a value: absent fields are left out, not a text\n"
        + "help: see docs/rules.md"
    ),
    Mistake(
      "- a\n",
      "f.yml:1:1: `the file` must be a mapping of keys to values, not a list\n"
        + "help: see docs/rules.md"),
    Mistake(
      "rules:\n  - name: a\n    pattern: Object: [x]\n",
      "f.yml:3:20: not valid YAML: mapping values are not allowed in this context\n"
        + "help: texts with brackets, quotes or `: ` go in 'single quotes' or below `|-`"
    ),
    Mistake(
      "rules: []\nrules: []\n",
      "f.yml:1:1: not valid YAML: the key `rules` stands twice in one mapping\n"
        + "help: texts with brackets, quotes or `: ` go in 'single quotes' or below `|-`"
    ),
    Mistake(
      "rules:\n  - &a [x]\n  - *a\n",
      "f.yml:3:5: the alias *a is used, but rule files have no aliases\n"
        + "help: write the value out"
    ),
  ]
}
