import Testing

@testable import Grok

@Suite("Pattern coverage")
struct PatternCoverageTests {
  /// The parts of an expression that its match in a subject goes through, in words, by place.
  private func reached(
    _ expression: String, _ subject: String, _ library: PatternLibrary = PatternLibrary()
  ) throws -> [String] {
    let pattern = try GrokPattern(expression, library: library)
    var coverage = PatternCoverage()
    let probed = ProbedPattern(pattern)
    coverage.know(probed)
    let bytes = Array(subject.utf8)
    var matcher = GrokMatcher()
    let outcome = matcher.match(pattern, bytes.span)
    #expect(outcome == .matched)
    let start = try #require(matcher.range(ofGroup: 0)?.lowerBound)
    coverage.note(
      probed, in: bytes.span, encoding: SubjectEncoding(of: bytes.span), from: start)
    return coverage.parts.filter { $0.matches > 0 }.map { Self.words($0.part) }
  }

  private static func words(_ part: PatternPart) -> String {
    switch part.kind {
    case .definition: "\(part.pattern ?? "")"
    case .alternative(let number, let count): "\(number)/\(count) \(part.text)"
    case .option(let isTaken): (isTaken ? "with " : "without ") + part.text
    }
  }

  @Test(
    "a match tells the branches it went through, and not those it came back from",
    arguments: [
      ("a|b", "a", ["1/2 a"]),
      ("a|b", "b", ["2/2 b"]),
      ("(?:ab|a)bc", "abc", ["2/2 a"]),
      ("(?:a|b|c)+", "abab", ["1/3 a", "2/3 b"]),
      ("(?:a|b)?c", "c", ["without (?:a|b)"]),
      ("(?:a|b)?c", "bc", ["with (?:a|b)", "2/2 b"]),
      ("(?:a|b)*?c", "abc", ["with (?:a|b)", "1/2 a", "2/2 b"]),
      ("(?:a|b)*+c", "c", ["without (?:a|b)"]),
      ("x?+y|x?z", "xz", ["2/2 x?z", "with x"]),
      ("(?:(?<n>x)*+y|x*z)", "xxz", ["2/2 x*z"]),
      ("(?>(?:a|ab)c|abd)", "abd", ["2/2 abd"]),
      ("(?:(?:a|b)(?:c|d)x|.*)", "adz", ["2/2 .*"]),
      ("(?=a|b)(?:b|a)", "a", ["1/2 a", "2/2 a"]),
      ("(?i)A|B", "b", ["2/2 B"]),
      ("(?<q>x)?(?(<q>)a|b)", "b", ["without (?<q>x)", "2/2 b"]),
      ("(?<q>x)?(?(<q>)a)", "xa", ["with (?<q>x)", "1/2 a"]),
      ("(?<q>x)?(?(<q>)a)", "-", ["without (?<q>x)", "2/2 "]),
      ("é|ü", "ü", ["2/2 ü"]),
      ("a{0,3}b", "b", []),
      ("[+-]?\\d+", "7", ["without [+-]"]),
    ])
  func branches(expression: String, subject: String, expected: [String]) throws {
    #expect(try reached(expression, subject) == expected)
  }

  @Test(
    "what leaves no captures behind has no parts",
    arguments: ["(?!a|b)c", "(?<=a|b)c", "(?<!a|b)c", "(?~ab)c", "(?!(?:a|b)?x)c"])
  func assertions(expression: String) throws {
    let pattern = try GrokPattern(expression, library: PatternLibrary())
    #expect(ProbedPattern(pattern).parts == [])
  }

  @Test("parts behind a negative look-ahead are watched again")
  func afterAssertion() throws {
    #expect(try reached("(?!(?!x|y)z)(?:a|b)", "b") == ["2/2 b"])
    #expect(try reached("(?<!x|y)(?:a|b)", "b") == ["2/2 b"])
  }

  @Test("a part is that of its definition, wherever references lead to it")
  func definitions() throws {
    var library = PatternLibrary()
    try library.load(
      contents: """
        SIGN \\+|-
        NUMBER %{SIGN}?\\d+
        PAIR %{NUMBER}(?:,|;)%{NUMBER}
        OTHER x
        """, path: "a.grok")
    #expect(
      try reached("%{PAIR:p}", "-1;2", library)
        == [
          "SIGN", "2/2 -", "NUMBER", "with %{SIGN}", "without %{SIGN}", "PAIR", "2/2 ;",
        ])
    var coverage = PatternCoverage()
    for (expression, subject) in [("%{NUMBER}", "+1"), ("%{PAIR}", "-1,2"), ("%{OTHER}|y", "y")] {
      let pattern = try GrokPattern(expression, library: library)
      let probed = ProbedPattern(pattern)
      coverage.know(probed)
      let bytes = Array(subject.utf8)
      coverage.note(probed, in: bytes.span, encoding: .ascii, from: 0)
    }
    let sign = coverage.parts.filter { $0.part.pattern == "SIGN" }
    #expect(sign.map(\.matches) == [2, 1, 1])
    #expect(sign.map(\.part.column) == [6, 6, 9])
    let missed = coverage.parts.filter { $0.matches == 0 }.map { Self.words($0.part) }
    #expect(missed == ["1/2 %{OTHER}", "2/2 ;", "OTHER"])
  }

  @Test("what is inside a part that nothing reaches can be told to be so")
  func inside() throws {
    let pattern = try GrokPattern("(?:a(?:b|c)?|d)", library: PatternLibrary())
    let parts = ProbedPattern(pattern).parts.sorted()
    #expect(
      parts.map(Self.words) == [
        "1/2 a(?:b|c)?", "with (?:b|c)", "without (?:b|c)", "1/2 b", "2/2 c", "2/2 d",
      ])
    #expect(parts[1...4].allSatisfy { $0.isInside(parts[0]) })
    #expect(!parts[5].isInside(parts[0]))
    #expect(parts[3].isInside(parts[1]))
    #expect(!parts[1].isInside(parts[2]))
    #expect(!parts[0].isInside(parts[0]))
  }

  @Test("a translation that is too large with all its probes is divided")
  func large() throws {
    // Without probes some 50 KiB of PCRE2's code, with them more than its 64.
    let words = (1000..<3200).map { "a-word-\($0)" }
    let pattern = try GrokPattern(
      "^(?:\(words.joined(separator: "|")))$", library: PatternLibrary())
    let probed = ProbedPattern(pattern)
    #expect(probed.pieceCount == 2)
    #expect(probed.unmeasured == 0)
    #expect(probed.parts.count == 2200)
    for word in [words[0], words[1099], words[1100], words[2199]] {
      let bytes = Array(word.utf8)
      let reach = probed.reach(in: bytes.span, encoding: .ascii, from: 0)
      #expect(reach?.parts.map { probed.parts[$0].text } == [word])
    }
  }

  @Test("where nothing matches, nothing is noted")
  func noMatch() throws {
    let probed = ProbedPattern(try GrokPattern("a|b", library: PatternLibrary()))
    let bytes = Array("xa".utf8)
    let ends = [0, -1, 3, 1].map { start in
      probed.reach(in: bytes.span, encoding: .ascii, from: start)?.end
    }
    #expect(ends == [nil, nil, nil, 2])
  }

  @Test(
    "with probes, every example of the library matches as it does without",
    arguments: Flavour.allCases)
  func library(flavour: Flavour) throws {
    let library = try PatternLibrary.standard(flavour)
    for name in library.names {
      let pattern = try GrokPattern("%{\(name):x}", library: library)
      let probed = ProbedPattern(pattern)
      #expect(probed.unmeasured == 0, "\(name)")
      for example in library[name]?.examples ?? [] {
        expectSame(pattern, probed, Array(example.text.utf8))
      }
    }
  }

  @Test("with probes, random expressions match as they do without", arguments: 0..<8)
  func random(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    for _ in 0..<300 {
      let expression = Self.expression(depth: 3, using: &generator)
      guard let pattern = try? GrokPattern(expression, library: PatternLibrary()) else { continue }
      let probed = ProbedPattern(pattern)
      for _ in 0..<10 {
        let count = Int.random(in: 0...8, using: &generator)
        let bytes = (0..<count).map { _ in UInt8.random(in: 0x61...0x63, using: &generator) }
        expectSame(pattern, probed, bytes)
      }
    }
  }

  private func expectSame(_ pattern: GrokPattern, _ probed: ProbedPattern, _ bytes: [UInt8]) {
    var matcher = GrokMatcher()
    let encoding = SubjectEncoding(of: bytes.span)
    guard matcher.match(pattern, bytes.span, encoding: encoding) == .matched,
      let range = matcher.range(ofGroup: 0)
    else { return }
    let reach = probed.reach(in: bytes.span, encoding: encoding, from: range.lowerBound)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(reach?.end == range.upperBound, "\(pattern.expression) on \(text)")
  }

  /// An expression of a few letters with everything that has parts.
  private static func expression(
    depth: Int, using generator: inout SeededGenerator
  ) -> String {
    guard depth > 0 else {
      return ["a", "b", "c", "[ab]", "."].randomElement(using: &generator) ?? "a"
    }
    func inner() -> String { expression(depth: depth - 1, using: &generator) }
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: return "(?:\(inner())|\(inner()))"
    case 1:
      return "(?:\(inner()))"
        + (["?", "*", "??", "*?", "?+", "*+", "{0,2}"].randomElement(using: &generator) ?? "?")
    case 2: return "(?<x>\(inner())|)" + (["", "*", "*+"].randomElement(using: &generator) ?? "")
    case 3: return "(?>\(inner())|\(inner()))"
    case 4: return "(?=\(inner())|\(inner()))"
    case 5: return "(?!\(inner())|\(inner()))"
    case 6: return "(?<=a|b|bc)\(inner())"
    default: return inner() + inner()
    }
  }
}
