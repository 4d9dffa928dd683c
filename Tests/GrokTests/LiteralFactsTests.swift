import Grok
import Testing

/// What every match has for certain.
@Suite struct LiteralFactsOfPatterns {
  /// An expression and its facts.
  struct Row: Sendable, CustomTestStringConvertible {
    var expression: String
    var anchor: LiteralFacts.Anchor
    var prefix: String
    var literal: String
    var minimum: Int
    init(
      _ expression: String, _ anchor: LiteralFacts.Anchor, _ prefix: String, _ literal: String,
      _ minimum: Int
    ) {
      self.expression = expression
      self.anchor = anchor
      self.prefix = prefix
      self.literal = literal
      self.minimum = minimum
    }
    var testDescription: String { expression }
  }

  @Test(
    "the anchor, prefix, longest literal and minimum length are known",
    arguments: [
      Row("abc", .none, "abc", "abc", 3),
      Row("^abc%{INT}defg", .line, "abc", "defg", 8),
      Row(#"\Aab\.c"#, .subject, "ab.c", "ab.c", 4),
      Row("ab+cd", .none, "ab", "bcd", 4),
      Row("ab*cde", .none, "a", "cde", 4),
      Row("(?:ab){2}c", .none, "ababc", "ababc", 5),
      Row("x(?:abc|abd)y", .none, "xab", "xab", 5),
      Row("x(?:1abc|22abc)yz", .none, "x", "abcyz", 7),
      Row("(?:a|b)c", .none, "", "c", 2),
      Row("(?:ab|ab)c", .none, "abc", "abc", 3),
      Row("(?i)abc-12", .none, "", "-12", 6),
      Row("ab(?i:c)de", .none, "ab", "ab", 5),
      Row("a(?=b)bc(?!d)", .none, "abc", "abc", 3),
      Row("%{WORD:a} Object: \\[%{DATA:b}\\]", .none, "", " Object: [", 12),
      Row("^a|^b", .line, "", "", 1),
      Row("^a|b", .none, "", "", 1),
      Row("(?:^a)?b", .none, "", "b", 1),
      Row("äb", .none, "", "b", 2),
      Row("", .none, "", "", 0),
      Row("a{0}b", .none, "b", "b", 1),
      Row(
        "a{1000}", .none, String(repeating: "a", count: 16), String(repeating: "a", count: 16), 1000
      ),
      Row("(?<a>ab)\\k<a>cde", .none, "ab", "cde", 5),
    ])
  func facts(_ row: Row) throws {
    let pattern = try GrokPattern(row.expression, library: library())
    let facts = pattern.literalFacts
    #expect(facts.anchor == row.anchor)
    #expect(String(decoding: facts.prefix, as: UTF8.self) == row.prefix)
    #expect(String(decoding: pattern.requiredLiteral, as: UTF8.self) == row.literal)
    #expect(pattern.minimumLength == row.minimum)
    #expect(pattern.requiredPrefix == (row.anchor == .subject ? facts.prefix : []))
  }

  @Test("an option anchors as well as a text")
  func option() throws {
    var options = GrokOptions()
    options.anchoredAtStart = true
    let pattern = try GrokPattern("ab%{INT}", library: library(), options: options)
    #expect(pattern.requiredPrefix == Array("ab".utf8))
  }

  @Test("the facts hold for every match of random patterns", arguments: [1, 2] as [UInt64])
  func random(_ seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let pieces = [
      "a", "b", "ab", "(?:a|b)", "(?:ab|b)", "(?:ba)+", "a*", "b?", "(?:a|ab){2}", "(?i:a)", ".",
      "^",
      "(?=a)", "(?:ab){1,2}", "|", "(?<x>b|ab)", "[ab]", "(?:|a)",
    ]
    var matcher = GrokMatcher()
    for _ in 0..<500 {
      let expression = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      let pattern = try GrokPattern(expression, library: PatternLibrary())
      for _ in 0..<10 {
        let subject = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
          UInt8.random(in: 0x61...0x62, using: &generator)
        }
        guard matcher.match(pattern, subject.span) == .matched,
          let range = matcher.range(ofGroup: 0)
        else { continue }
        let matched = subject[range]
        #expect(matched.starts(with: pattern.literalFacts.prefix), "\(expression)")
        #expect(contains(matched, pattern.requiredLiteral), "\(expression)")
        #expect(matched.count >= pattern.minimumLength, "\(expression)")
        #expect(pattern.literalFacts.anchor == .none || range.lowerBound == 0, "\(expression)")
      }
    }
  }

  private func contains(_ text: ArraySlice<UInt8>, _ part: [UInt8]) -> Bool {
    part.isEmpty || text.indices.contains { text[$0...].starts(with: part) }
  }
}
