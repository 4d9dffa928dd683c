import Grok
import Testing

@testable import GenesysLog

@Suite("Rule dispatch")
struct RuleDispatchTests {
  /// A set of the rules in these files' texts.
  private func ruleSet(_ files: (String, String)...) throws -> RuleSet {
    var rules: [Rule] = []
    for (name, text) in files { rules += try RuleFile(text: text, file: name).rules }
    return RuleSet(rules, library: try GenesysPatterns.library(.ecs))
  }

  /// A rule in short: name, ids, patterns.
  private func rule(_ name: String, _ codes: String = "[]", _ patterns: String) -> String {
    let code = codes == "[]" ? "" : ", code: \(codes)"
    return "  - {name: \(name), pattern: \(patterns)\(code), examples: [{line: x}]}\n"
  }

  /// Names of the rules to try, one for each pattern.
  private func names(_ set: RuleSet, _ component: Component?, code: Int) -> [String] {
    let dispatch = set.dispatch(for: component)
    return dispatch.candidates(code: code).map { set.rules[dispatch[$0].rule].name }
  }

  /// Names of the rules to try for a text without an id.
  private func names(_ set: RuleSet, text: String) -> [String] {
    let dispatch = set.dispatch(for: nil)
    let bytes = Array(text.utf8)
    return dispatch.candidates(text: bytes.span)
      .filter { dispatch.mayMatch($0, text: bytes.span) }
      .map { set.rules[dispatch[$0].rule].name }
  }

  @Test("an id has the rules that list it, in their order, and no others")
  func byCode() throws {
    let set = try ruleSet(
      (
        "f.yml",
        "rules:\n" + rule("one", "[\"00000\", \"24200\"]", "a") + rule("two", "\"24200\"", "[b, c]")
          + rule("last", "\"99999\"", "d")
      ))
    #expect(names(set, nil, code: 24200) == ["one", "two", "two"])
    #expect(names(set, nil, code: 0) == ["one"])
    #expect(names(set, nil, code: 99999) == ["last"])
    for code in [-1, 1, 24199, 24201, 99998, 100_000, .max, .min] {
      #expect(names(set, nil, code: code).isEmpty, "\(code)")
    }
  }

  @Test("a rule of the component comes before one for all, a user's before both")
  func order() throws {
    let common = "rules:\n" + rule("common", "\"04541\"", "a")
    let special = "component: SCS\nrules:\n" + rule("special", "\"04541\"", "b")
    let site = "rules:\n" + rule("site", "\"04541\"", "c")
    let set = try ruleSet(
      ("patterns/genesys/common.yml", common), ("patterns/genesys/scs.yml", special),
      ("site.yml", site))
    #expect(names(set, .named("SCS"), code: 4541) == ["site", "special", "common"])
    #expect(names(set, .named("URS"), code: 4541) == ["site", "common"])
    #expect(names(set, nil, code: 4541) == ["site", "special", "common"])
  }

  @Test(
    "a text without an id meets the rules whose literal it begins with",
    arguments: [
      ("-AP[1]", ["ap", "any"]), ("-Ap[1]", ["any"]), ("-", ["any"]), ("$+X", ["plus", "any"]),
      ("", ["any"]), ("é", ["any"]),
    ])
  func byPrefix(text: String, expected: [String]) throws {
    let set = try ruleSet(
      (
        "f.yml",
        "rules:\n" + rule("ap", "[]", #"'-AP\[1\]'"#) + rule("plus", "[]", #"'\$\+.'"#)
          + rule("any", "[]", "'.*'")
      ))
    #expect(names(set, text: text) == expected)
  }

  @Test("numbers of patterns are the same for all components")
  func numbers() throws {
    let set = try RuleSet()
    for component in [Component.named("SIPServer"), .named("confserv"), nil] {
      let dispatch = set.dispatch(for: component)
      for code in 0..<100_000 {
        for index in dispatch.candidates(code: code) {
          let candidate = dispatch[index]
          #expect(set.patterns[candidate.pattern].rule == set.rules[candidate.rule].name)
        }
      }
    }
  }
}
