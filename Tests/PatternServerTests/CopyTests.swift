import GenesysLog
import Grok
import Testing

@testable import PatternServer

@Suite("what the page copies")
struct CopyTests {
  private static let created =
    "16:29:54.229 Std 24200 Object: [CfgFolder], name [Demands], DBID: [268] is created by client, "
    + "type [SCE], name: [default], user: [d'Arc]"
  private static let deleted =
    "16:29:54.230 Std 24202 Object: [CfgDN], name [7001], DBID: [1040] is deleted by client, "
    + "type [SCE], name: [Desk [EU]], user: []"
  private static let expression = "%{GOBJECT} is %{GCHANGE:genesys.object.change} %{GCLIENT}"

  /// Reads a rule as genlog does, and gives what each of its examples says against what it gives.
  private func check(
    _ rule: String, _ library: PatternLibrary? = nil
  ) throws -> (rule: Rule, given: [[String]], told: [[String]]) {
    let rules = try RuleFile(text: rule, file: "copied.yml").rules
    let first = try #require(rules.first)
    let pattern = try #require(first.patterns.first)
      .compiled(with: library ?? GenesysPatterns.library(.ecs))
    let set = GrokSet([pattern])
    let given = first.examples.map { example -> [String] in
      let bytes = Array(example.line.utf8)
      let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
      let text = Array(bytes[RecordHead(bytes.span, 0..<end).textRange.lowerBound...])
      return set.evaluate(text).fields.map { "\($0.path.joined(separator: "."))=\(text: $0.value)" }
    }
    let told = first.examples.map { $0.fields.map { "\($0.name)=\(text: $0.value)" } }
    return (first, given, told)
  }

  @Test("a rule has the ids and the lines, and gives what its examples say")
  func rule() throws {
    let answer = try Asking().post(
      "/api/copy", Self.expression, lines: [Self.created, "no match", Self.deleted, Self.created],
      name: "Object changes!")
    let text = try #require(answer["rule"] as? String)
    let (rule, given, told) = try check(text)
    #expect(rule.name == "object-changes-")
    #expect(rule.codes == [24200, 24202])
    #expect(rule.patterns.map(\.text) == [Self.expression])
    #expect(rule.examples.map(\.line) == [Self.created, Self.deleted])
    #expect(given == told)
    #expect(given[0].count == 7)
  }

  @Test("an expression for whole lines is cut where a record's text begins")
  func cut() throws {
    let whole = "^%{TIME:time} %{WORD:level} %{INT:code:int} " + Self.expression + "$"
    let answer = try Asking().post("/api/copy", whole, lines: [Self.created])
    let (rule, given, told) = try check(try #require(answer["rule"] as? String))
    #expect(rule.patterns.map(\.text) == [Self.expression + "$"])
    #expect(given == told)
  }

  @Test("an expression that leaves a part of the text makes no rule, and the part is told")
  func part() throws {
    let answer = try Asking().post("/api/copy", "%{GOBJECT} is created", lines: [Self.created])
    #expect(answer["rule"] is String == false)
    #expect(
      answer["ruleProblem"] as? String
        == "a rule takes the whole text of a record: extend the expression over "
        + "\" by client, type [SCE], name: [default], user: [d'Arc]\"")
    let none = try Asking().post("/api/copy", "%{GOBJECT}", lines: ["x"])
    #expect(
      none["ruleProblem"] as? String
        == "no sample matches the expression; a rule needs one as its example")
  }

  @Test("a record of several lines is a rule for its members")
  func members() throws {
    let record = "08:00:00.000 Std 24999 first [a]\n\tsecond: 'b'\\"
    let answer = try Asking().post(
      "/api/copy", "first %{NOTSPACE:x}\\n\\tsecond: %{GREEDYDATA:y}", lines: [record])
    let text = try #require(answer["rule"] as? String)
    #expect(text.contains("    members: true\n"))
    let (rule, given, told) = try check(text)
    #expect(rule.examples.map(\.line) == [record])
    #expect(given == told)
  }

  @Test("a pattern file loads, and its tests hold", arguments: [Self.created, Self.deleted])
  func patternFile(line: String) throws {
    let answer = try Asking().post(
      "/api/copy", " is %{CHANGED:change}", lines: [line], definitions: "CHANGED %{GCHANGE}",
      name: "what happened")
    let text = try #require(answer["grok"] as? String)
    var library = try GenesysPatterns.library(.ecs)
    try library.load(contents: text, path: "copied.grok")
    let definition = try #require(library["WHAT_HAPPENED"])
    let example = try #require(definition.examples.first)
    #expect(definition.examples.count == 1)
    var options = GrokOptions()
    options.anchoredAtStart = true
    options.anchoredAtEnd = true
    let pattern = try GrokPattern("%{WHAT_HAPPENED}", library: library, options: options)
    let result = GrokSet([pattern]).evaluate(example.text)
    #expect(result.matched)
    let change = try #require(result["change"])
    #expect(example.expected == "{\"change\":\"\(text: change)\"}")
  }

  @Test("whatever is captured, rule and pattern file say it so that it is read again")
  func values() throws {
    var generator = Seeded(state: 5)
    let pieces = [
      "a", " ", "'", "\"", "\\", ": ", " #", "[", "]", "{", "}", "=> {", "%{", "true", "null", "1",
      "-", "\t", "\u{1}", "\u{85}", "\u{2028}", "ü", "😀", "!", "&", "*", "|", "@", "~",
    ]
    for _ in 0..<150 {
      let value = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      let line = "08:00:00.000 Std 24999 v=\(value)."
      let answer = try Asking().post("/api/copy", "v=(?<v>.+)\\.", lines: [line])
      let (rule, given, told) = try check(try #require(answer["rule"] as? String))
      #expect(rule.examples.map(\.line) == [line])
      #expect(given == told)
      var library = PatternLibrary()
      try library.load(contents: try #require(answer["grok"] as? String), path: "copied.grok")
      #expect(library["MY_RULE"]?.examples.map(\.text) == ["v=\(value)."])
    }
  }

  @Test("the command is one that a shell reads as it is meant")
  func command() throws {
    let answer = try Asking().post(
      "/api/copy", "it's %{A}", definitions: "A b", flavour: "legacy")
    #expect(
      answer["command"] as? String
        == #"genlog patterns match --no-ecs --patterns definitions.grok 'it'\''s %{A}' FILE"#)
  }
}

extension String.StringInterpolation {
  /// A captured value, so that it can be compared with a rule's.
  fileprivate mutating func appendInterpolation(text value: GrokValue) {
    switch value {
    case .string(let text): appendLiteral(text)
    case .integer(let number): appendInterpolation(number)
    case .array(let values): for value in values { appendInterpolation("\(text: value),") }
    default: appendInterpolation("\(value)")
    }
  }

  fileprivate mutating func appendInterpolation(text value: RuleValue) {
    switch value {
    case .string(let text): appendLiteral(text)
    case .integer(let number): appendInterpolation(number)
    case .list(let values): for value in values { appendInterpolation("\(text: value),") }
    default: appendInterpolation("\(value)")
    }
  }
}
