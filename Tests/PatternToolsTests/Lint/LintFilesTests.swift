import Foundation
import Grok
import Testing

@testable import PatternTools

/// Lint of pattern files, rule files and expressions together.
@Suite("lint of files")
struct LintFilesTests {
  /// A folder with files, gone with the test.
  final class Folder {
    let path: String

    init(_ files: [String: String]) throws {
      path = NSTemporaryDirectory() + "genlog-lint-" + UUID().uuidString
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (name, text) in files {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  /// What was found in files and expressions, as `file:line id`.
  private func findings(
    _ files: [String: String], expressions: [String] = [], ignored: [String] = []
  ) throws -> [String] {
    let folder = try Folder(files)
    var options = PatternTools.LintOptions()
    options.arguments = [folder.path] + expressions
    options.ignored = ignored
    return try PatternTools.lint(options).findings.map { finding in
      let file = finding.file.replacing(folder.path + "/", with: "")
      return "\(file):\(finding.line) \(finding.check.id)"
    }
  }

  @Test("all mistakes of a file are told, and what is sound is looked at")
  func mistakes() throws {
    let found = try findings([
      "a.grok": "GOOD a\nBROKEN (\n%bad x\nEMPTY\nREF %{GOOD}%{GOD}\nRING %{RING}\n"
    ])
    #expect(
      found == [
        "a.grok:2 syntax", "a.grok:3 malformed-line", "a.grok:4 malformed-line",
        "a.grok:5 unknown-name", "a.grok:6 cycle",
      ])
  }

  @Test("names are defined once, and are no standard ones; blanks do not end them")
  func definitions() throws {
    let found = try findings(
      ["a.grok": "INT [0-9]\nX %{INT:n}\nX %{INT:n} \n"], ignored: ["field-not-ecs"])
    #expect(
      found == [
        "a.grok:1 redefines-standard", "a.grok:3 trailing-blanks", "a.grok:3 duplicate-definition",
      ])
  }

  @Test("a definition that nothing refers to is told, with rules or expressions as a warning")
  func unused() throws {
    let files = ["a.grok": "PART a\nUSED b\nWHOLE %{USED:url.path}\n"]
    #expect(try findings(files) == ["a.grok:1 unused-definition"])
    #expect(
      try findings(files, expressions: ["^%{PART:url.query}"])
        == ["a.grok:3 unused-definition"])
  }

  private static let rules = """
    rules:
      - name: first
        code: "30100"
        pattern: 'Seat %{DATA:genesys.place}'
        examples: [{line: '08:15:00.123 Std 30100 Seat 7', fields: {genesys.place: '7'}}]
      # lint: allow shadowed-rule: it shows what is shadowed
      - name: second
        code: "30100"
        pattern: 'Seat (?<genesys.number>[0-9]+)'
        examples: [{line: '08:15:00.123 Std 30100 Seat 7', fields: {genesys.number: '7'}}]
      - name: third
        code: "30101"
        pattern:
          - 'Seat \\w+'
          - 'Seat [a-z]+'
        set: {genesys.place: 7, acme.seat: x}
        examples: [{line: '08:15:00.123 Std 30101 Seat 7', fields: {genesys.place: 7}}]

    """

  @Test("a rule that an earlier one leaves nothing to is told, and types that differ")
  func rules() throws {
    #expect(
      try findings(["a.yml": Self.rules]) == [
        "a.yml:11 shadowed-rule", "a.yml:11 field-not-ecs", "a.yml:11 field-two-types",
      ])
    let shadowed = Self.rules.replacing("# lint", with: "# x")
    #expect(try findings(["a.yml": shadowed]).contains("a.yml:7 shadowed-rule"))
  }

  @Test("a rule with a mistake does not hide the others")
  func badRule() throws {
    let rules =
      Self.rules.replacing("code: \"30101\"", with: "code: 7")
      + "  - name: first\n    pattern: a\n    examples: [{line: a}]\n"
    let found = try findings(["a.yml": rules, "b.yml": "rules: [", "c.yml": "rule: []\n"])
    #expect(
      found == [
        "a.yml:12 malformed-rule", "a.yml:18 malformed-rule", "b.yml:2 malformed-rule",
        "c.yml:1 malformed-rule",
      ])
  }

  @Test("an exception needs a known check and a reason, and something to except")
  func exceptions() throws {
    let found = try findings([
      "a.grok": """
      # lint: allow greedy-middle: a name may hold semicolons
      A %{DATA:user.name};%{INT:process.pid:int}
      # lint: allow greedy-middle
      # lint: allow greedy-midle: why not
      # lint: forbid it
      # lint:
      B %{DATA:user.name};%{INT:process.pid:int}
      # lint: allow cycle: nothing goes round here
      C %{INT:process.pid:int}

      # lint: allow cycle: above nothing

      """
    ])
    #expect(
      found == [
        "a.grok:3 bad-allow", "a.grok:4 bad-allow", "a.grok:5 bad-allow", "a.grok:6 bad-allow",
        "a.grok:7 greedy-middle", "a.grok:8 unused-allow", "a.grok:11 bad-allow",
      ])
  }

  @Test("an ignored check needs no exception, and an exception for it is no fault")
  func ignored() throws {
    let file = ["a.grok": "# lint: allow cycle: it may\nA %{DATA:x};b\n"]
    let ids = ["cycle", "greedy-middle", "field-not-ecs"]
    #expect(try findings(file, ignored: ids) == [])
    #expect(throws: PatternToolsError.unknownCheck(id: "cicle", nearest: "cycle")) {
      try findings(file, ignored: ["cicle"])
    }
  }

  @Test(
    "fields have names of ECS, of genlog or of products, and known numbers are numbers",
    arguments: [
      ("%{INT:source.port:int}", []), ("%{INT:source.port}", ["field-type"]),
      ("%{WORD:word}", ["field-not-ecs"]), ("%{WORD:[acme][word]}", ["field-not-ecs"]),
      ("%{WORD:[host][hostnme]}", ["field-not-ecs"]), ("%{WORD:genesys.site.word}", []),
      ("%{WORD:nagios.log.type}", []), ("%{WORD:message}", []), ("%{WORD:timestamp}", []),
      ("%{WORD:labels.site}", []), ("%{WORD:sorce.ip}", ["field-not-ecs"]),
    ])
  func fields(expression: String, expected: [String]) throws {
    var options = PatternTools.LintOptions()
    options.arguments = ["^" + expression]
    #expect(try PatternTools.lint(options).findings.map(\.check.id) == expected)
    options.flavour = .legacy
    #expect(try PatternTools.lint(options).findings.map(\.check.id) == [])
  }

  @Test("a damaged example that costs many matches is told")
  func lateMiss() throws {
    let words = String(repeating: "word ", count: 30)
    let found = try findings(
      ["a.grok": "SLOW (?:[a-z]+ ?){1,200}\\z\n# test: \(words)\n"],
      ignored: ["nested-quantifier", "unused-definition", "adjacent-quantifiers"])
    #expect(found == [])
    let quadratic = try findings(
      ["a.grok": "SLOW (?:.*? ){3}.* end\n# test: \(words)end\n"],
      ignored: ["greedy-middle", "unused-definition", "adjacent-quantifiers", "nested-quantifier"])
    #expect(quadratic == ["a.grok:1 late-miss"])
  }
}
