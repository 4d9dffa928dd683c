import Testing

@testable import Grok

/// What costs more and more, with lines that show it.
@Suite("lint of costs")
struct CostLintTests {
  private static func costly(_ expression: String) throws -> [GrokFinding] {
    let lint = PatternLint(
      expression: expression, use: .wholeText, library: try PatternLibrary.standard(.ecs))
    return lint.findings.filter { $0.proof != nil }
  }

  @Test(
    "loops that take a text in two ways are told, with the line",
    arguments: [
      ("(?:a+)+", GrokCheck.nestedQuantifier, 1), ("x(?:(?:a|b)+c?)*y", .nestedQuantifier, 2),
      (#"(?:\w+\s?)+:"#, .nestedQuantifier, 1), ("(a*)*b", .nestedQuantifier, 1),
      ("(?:,?[a-z]+)*;", .nestedQuantifier, 1), ("a{1,30}+b", .nestedQuantifier, 1),
      ("(?:a|aa)+b", .overlappingAlternatives, 1), ("(?:a|ab|b)*c", .overlappingAlternatives, 1),
      ("(?:a|[ab])*c", .overlappingAlternatives, 1),
      ("(?:(?:[^,]*,){2})*(?:a+)+b", .nestedQuantifier, 19),
    ])
  func exponential(expression: String, check: GrokCheck, column: Int) throws {
    let findings = try Self.costly(expression)
    let finding = try #require(findings.first { $0.check == check && $0.location.column == column })
    #expect(finding.severity == .error)
    #expect(finding.proof?.growth == .exponential)
    try Self.checkProof(finding, expression)
  }

  @Test(
    "loops that share a text are told, with the line",
    arguments: [
      (#"\d+\d+5x"#, 2), (#"x\s*\s* y"#, 2), ("%{DATA:a}%{DATA:b}x", 2),
      ("%{DATA:a} - %{DATA:b} - [0-9]", 2), ("x*y?x*xz", 2), (#"\w*-?\w*1x"#, 2),
      (#"\d+\d+\d+5x"#, 3), ("(?:ab)*(?:ab)*x", 2),
    ])
  func polynomial(expression: String, power: Int) throws {
    let findings = try Self.costly(expression)
    let finding = try #require(findings.first { $0.check == .adjacentQuantifiers })
    #expect(finding.severity == .warning)
    guard case .polynomial(let found) = finding.proof?.growth else {
      Issue.record("\(String(describing: finding.proof))")
      return
    }
    #expect(found >= power)
    try Self.checkProof(finding, expression)
  }

  /// The line of a proof costs what the proof says, and half the rounds much less.
  private static func checkProof(_ finding: GrokFinding, _ expression: String) throws {
    let proof = try #require(finding.proof)
    var options = GrokOptions()
    options.anchoredAtStart = true
    options.anchoredAtEnd = true
    let pattern = try GrokPattern(
      expression, library: PatternLibrary.standard(.ecs), options: options)
    #expect(PatternSteps.count(pattern, proof.line) == proof.steps)
    #expect((proof.steps ?? CostProof.mostSteps) > 8 * proof.line.count)
  }

  @Test("loops side by side that PCRE2 sees through are worth a note")
  func sideBySide() throws {
    for expression in [#"\d+\d+x"#, #"x\s*\s*y"#] {
      let lint = PatternLint(
        expression: expression, use: .wholeText, library: PatternLibrary())
      #expect(lint.findings.map(\.check) == [.adjacentQuantifiers])
      #expect(lint.findings.map(\.severity) == [.note])
    }
  }

  @Test(
    "what is careful is not told",
    arguments: [
      "(?:a++)+b", "(?:a+b)+c", "(?:a|b)+c", #"(?:[^"\\]++|\\.)*+""#, #"(?:[^"\\]|\\.)*""#,
      #"\d+ \d+x"#, #"\d++\d+x"#, #"(?>\d+)\d+x"#, "[^;]*;[^;]*;x", "%{TIME:t} %{WORD:w} %{INT:n}",
      "%{COMBINEDAPACHELOG}", "%{IP:a} - %{IP:b}", "(?:a{1,3}){1,3}b", "%{GREEDYDATA:a}",
      "(?:x[0-9]{1,5})+y", #"(?>%{DATA:a}\], type \[)(?>%{DATA:b}\], )%{INT:n}"#,
    ])
  func careful(expression: String) throws {
    #expect(try Self.costly(expression).map(\.check) == [])
  }
}
