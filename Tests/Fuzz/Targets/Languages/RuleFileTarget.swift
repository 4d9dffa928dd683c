import Grok

@testable import GenesysLog

/// Rule files: an error or rules, whose patterns compile or are an error.
final class RuleFileTarget: FuzzTarget {
  static let name = "rules"
  static let words = [
    "component: ", "rules:\n", "  - name: ", "code: ", "pattern: ", "patterns: ", "set: {",
    "action: ",
    "examples:\n", "line: ", "fields: {", "ConfigurationServer", "'%{INT:genesys.x:int}'", "&a ",
    "*a",
    "!!binary ", "|\n", ">-\n", "---\n", "[", "]", "<<: ", "counterexamples:",
  ]
  static let seeds = [
    """
    component: ConfigurationServer
    rules:
      - name: object-created
        code: "24200"
        pattern: 'Object: \\[%{WORD:genesys.object.type}\\] x'
        set: {genesys.object.change: created}
        examples:
          - line: '16:29:54.229 Std 24200 Object: [CfgFolder] x'
            fields: {genesys.object.type: CfgFolder}
      - name: two
        code: [24201, 24202-24205]
        pattern: |-
          a%{INT:genesys.n:int}
    """, "rules: []\n", "component: [T-Server]\nrules:\n  - {name: x, pattern: y}\n",
  ].map { Array($0.utf8) }

  private let library: PatternLibrary

  init() {
    guard let library = try? PatternLibrary.standard(.ecs) else {
      fatalError("the standard library does not load")
    }
    self.library = library
  }

  func run(_ bytes: [UInt8]) {
    guard let file = try? RuleFile(text: text(bytes), file: "a.yml") else { return }
    for rule in file.rules.prefix(4) {
      for pattern in rule.patterns.prefix(4) { _ = try? pattern.compiled(with: library) }
    }
    let rules = RuleSet(file.rules, library: library)
    _ = rules.dispatch(for: nil).candidates(text: bytes.span)
    for code in [0, 24200, 99999] { _ = rules.dispatch(for: nil).candidates(code: code) }
  }
}
