import Testing

@testable import Grok

/// Any text may be given to be looked at.
@Suite("lint of any text")
struct LintFuzzTests {
  private static let pieces = [
    "a", "b", "[ab]", "[^a]", ".", "*", "+", "?", "{1,3}", "{2,}", "{40}", "|", "(", "(?:", "(?>",
    ")",
    "(?<f>", "(?=", "(?!", "(?<=", #"\b"#, #"\d"#, #"\1"#, #"\k<f>"#, #"\g<f>"#, "%{DATA}",
    "%{INT:n:int}", "%{IP:x}", "%{NOPE}", "^", "$", "(?i)", #"\R"#, #"\X"#, "(?~ab)", "é",
    #"\p{L}"#,
    "[[:alpha:]&&[^b]]", "*+", "*?", "%{X=a+}", "%{X}", " ", "]", "\n", "(?(<f>)a|b)",
  ]

  @Test("random expressions end the lint, with places in their text", arguments: 0..<40)
  func random(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed) + 1)
    let library = try PatternLibrary.standard(.ecs)
    for _ in 0..<12 {
      var text = ""
      for _ in 0..<Int.random(in: 1...14, using: &generator) {
        text += Self.pieces.randomElement(using: &generator) ?? ""
      }
      for use in [PatternLint.Use.definition, .expression, .wholeText] {
        let lint = PatternLint(expression: text, use: use, library: library)
        for finding in lint.findings {
          #expect(finding.location.column >= 1 && finding.location.length >= 1, "\(text)")
          #expect(!finding.problem.isEmpty && !finding.help.isEmpty, "\(text)")
        }
      }
    }
  }

  @Test("what is deep, wide or wild is looked at within bounds")
  func hostile() throws {
    let library = try PatternLibrary.standard(.ecs)
    let many = 300
    for text in [
      String(repeating: "(", count: 199) + "a+" + String(repeating: ")+", count: 199) + "b",
      String(repeating: "(?:a|", count: 100) + "b" + String(repeating: ")*", count: 100),
      String(repeating: "(?:[ab]|b)*", count: many), String(repeating: "%{DATA}", count: many),
      "(?:" + (0..<many).map { "a\($0)" }.joined(separator: "|") + ")*x",
      String(repeating: "a{1,60}", count: 200), String(repeating: "[a-z]", count: 6_000),
      String(repeating: "(?<f>a)", count: many), "(?:(?:(?:a{60}){60}){60}){60}",
      String(repeating: "(?:%{IP}|%{URI})*", count: 40),
    ] {
      _ = PatternLint(expression: text, use: .wholeText, library: library).findings
    }
  }
}
