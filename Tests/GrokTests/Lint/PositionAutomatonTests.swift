import Testing

@testable import Grok

/// The graph that lint looks at.
@Suite("position automaton")
struct PositionAutomatonTests {
  private static func graph(
    _ expression: String, copies: Int = 64
  ) throws -> PositionAutomaton {
    let parsed = try PatternParser.parse(expression, name: nil, origin: .expression)
    let library = try PatternLibrary.standard(.ecs)
    let limits = PositionAutomaton.Limits(copies: copies)
    return try #require(
      PositionAutomaton(PatternElement(parsed, library: library), limits: limits))
  }

  @Test(
    "the words made from it match the pattern",
    arguments: [
      "a|bc|d*", "(?:ab?c{2,4})+x", "%{TIMESTAMP_ISO8601}", "%{IPV4}:%{POSINT}", "%{HTTPDATE}",
      #"[^\]]*\] \w+"#, "(?i)warn(?:ing)?", "a{0,3}b", "(?:a|b(?:c|d)){2}", "%{URI}", "%{UUID}",
    ])
  func words(expression: String) throws {
    let words = try Self.graph(expression).words(limit: 40)
    #expect(!words.isEmpty)
    var options = GrokOptions()
    options.anchoredAtStart = true
    options.anchoredAtEnd = true
    let pattern = try GrokPattern(
      expression, library: PatternLibrary.standard(.ecs), options: options)
    var matcher = GrokMatcher()
    var matched = 0
    for word in words where matcher.match(pattern, word.span) == .matched { matched += 1 }
    // A look-ahead may refuse some of them.
    #expect(matched == words.count || expression.hasPrefix("%{") && matched > 0)
  }

  @Test(
    "one takes all that another takes",
    arguments: [
      ("a", "[a-z]", true), ("[a-z]", "a", false), ("ab|cd", "[a-d]{2}", true),
      ("(?:ab)+", "[ab]*", true), ("[ab]*", "(?:ab)*", false), ("%{INT}", "[+-]?[0-9]+", true),
      ("a{2,3}", "a{1,4}", true), ("a{1,5}", "a{1,4}", false), ("", "a*", true),
      ("a*", "a+", false),
      ("é", ".", true), ("é", #"\w"#, false), (#"\S"#, #"\w"#, false), (#"(?i)x"#, "[xX]", true),
      (#"a\b"#, "a", true), ("a", #"a\b"#, false), (#"(?<q>.)\k<q>"#, "..", false),
      ("a", "a++", false), ("[a&&b]", "x", true),
    ])
  func inclusion(inner: String, outer: String, expected: Bool) throws {
    let answer = Inclusion.holds(
      of: try Self.graph(inner), in: try Self.graph(outer), beginnings: false)
    #expect(answer == expected)
  }

  @Test("sets of characters are what the engine takes them for, over ASCII")
  func sets() throws {
    let library = PatternLibrary()
    for text in [
      "[a-c]", "[^a-c]", #"\w"#, #"\S"#, "[[:alpha:]-]", "[a-z&&[^aeiou]]", "[^[:punct:]]", #"\h"#,
      #"[\d\s]"#, "[^]]", ".", "(?i:[k-m])", #"\p{Lu}"#, #"\P{Alnum}"#, "[[:^space:]]",
    ] {
      let symbols = try Self.graph(text).positions[0].symbols
      let pattern = try GrokPattern(#"\A(?:"# + text + #")\z"#, library: library)
      var matcher = GrokMatcher()
      for byte in UInt8(0)...0x7F {
        let subject = [byte]
        let matches = matcher.match(pattern, subject.span) == .matched
        #expect(symbols.contains(byte) == matches, "\(text) and \(byte)")
      }
    }
  }

  @Test("a pattern past the limits has none")
  func limits() throws {
    var library = PatternLibrary()
    try library.define("A0", as: "[ab]+")
    for level in 1...40 { try library.define("A\(level)", as: "%{A\(level - 1)}%{A\(level - 1)}") }
    for level in 1...5_000 { try library.define("D\(level)", as: "%{D\(level - 1)}") }
    try library.define("D0", as: "x")
    for name in ["A40", "D5000"] {
      let parsed = try PatternParser.parse("%{\(name)}", name: nil, origin: .expression)
      #expect(PositionAutomaton(PatternElement(parsed, library: library)) == nil)
    }
    let deep = PatternLint(expression: "%{D5000:x}", use: .wholeText, library: library)
    #expect(deep.findings.map(\.check) == [.tooLarge])
  }
}
