import Grok
import Testing

/// The choice of patterns by the literals they require.
@Suite struct PrefilterOfSets {
  /// Random choices that are the same in every run: SplitMix64.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
  }

  /// What trying all patterns in order gives.
  static func firstMatch(_ patterns: [GrokPattern], _ line: [UInt8]) -> Int? {
    var matcher = GrokMatcher()
    return patterns.firstIndex { matcher.match($0, line.span) == .matched }
  }

  @Test("the first pattern to match is the same as when all are tried", arguments: 0..<60)
  func sameAsPlainLoop(seed: Int) throws {
    var generator = Generator(state: UInt64(seed))
    let expressions = (0..<Int.random(in: 1...90, using: &generator)).map { _ in
      Self.expression(depth: 3, &generator)
    }
    let patterns = try expressions.map { try GrokPattern($0, library: library()) }
    let set = GrokSet(patterns)
    for _ in 0..<60 {
      let line = Self.line(patterns.count, expressions, &generator)
      let result = set.evaluate(line)
      #expect(
        result.patterns.first == Self.firstMatch(patterns, line),
        "\(expressions) on \(String(decoding: line, as: UTF8.self))")
    }
  }

  @Test("all matches are the same as when all are tried, where each is wanted", arguments: 0..<20)
  func sameWithoutBreak(seed: Int) throws {
    var generator = Generator(state: UInt64(1000 + seed))
    let patterns = try (0..<70).map { _ in
      try GrokPattern(Self.expression(depth: 2, &generator), library: library())
    }
    let set = GrokSet(patterns, breakOnMatch: false)
    for _ in 0..<40 {
      let line = Self.line(0, [], &generator)
      var matcher = GrokMatcher()
      let expected = patterns.indices.filter {
        matcher.match(patterns[$0], line.span) == .matched
      }
      #expect(set.evaluate(line).patterns == expected)
    }
  }

  @Test("every example of the standard library is let through to its pattern")
  func standardExamples() throws {
    let library = try PatternLibrary.standard(.ecs)
    let names = library.names
    let patterns = try names.map { try GrokPattern("%{\($0)}", library: library) }
    let prefilter = GrokPrefilter(patterns)
    var candidates = GrokPrefilter.Candidates()
    for (index, name) in names.enumerated() {
      for example in library[name]?.examples ?? [] where example.matches {
        let line = Array(example.text.utf8)
        prefilter.select(line.span, &candidates)
        var left: Set<Int> = []
        while let candidate = candidates.popFirst() { left.insert(candidate) }
        #expect(left.contains(index), "\(name): \(example.text)")
      }
    }
  }

  @Test(
    "a line without what the patterns require leaves none to try",
    arguments: [
      ["cat%{INT}dog", "(?:red|green) %{WORD}"], ["(?i)alpha-beta", "%{MONTH} +%{MONTHDAY}"],
      ["[Jj]an(?:uary)?:", "x{3}yz"],
    ])
  func selective(_ expressions: [String]) throws {
    let library = try PatternLibrary.standard(.ecs)
    let prefilter = GrokPrefilter(try expressions.map { try GrokPattern($0, library: library) })
    var candidates = GrokPrefilter.Candidates()
    prefilter.select(Array("16:29:54.229 Std 24200 Objekt: 17".utf8).span, &candidates)
    #expect(candidates.popFirst() == nil)
  }

  // MARK: Random patterns and lines

  private static let words = ["ab", "Cd", "e", "fgh", "k", "s", "é", "12", " ", "-", "[", ": "]

  static func expression(depth: Int, _ generator: inout Generator) -> String {
    let count = Int.random(in: 1...4, using: &generator)
    return (0..<count).map { _ in element(depth: depth, &generator) }.joined()
  }

  private static func element(depth: Int, _ generator: inout Generator) -> String {
    let word = words.randomElement(using: &generator) ?? ""
    let literal = word.replacing("[", with: #"\["#)
    guard depth > 0 else { return literal }
    switch Int.random(in: 0..<14, using: &generator) {
    case 0: return "(?:\(expression(depth: depth - 1, &generator))|\(literal))"
    case 1: return "(?:\(expression(depth: depth - 1, &generator)))?"
    case 2: return "(?:\(expression(depth: depth - 1, &generator)))+"
    case 3: return "(?i:\(expression(depth: depth - 1, &generator)))"
    case 4: return "(?<f>\(expression(depth: depth - 1, &generator)))"
    case 5: return "(?!\(literal))"
    case 6: return "[\(literal)x]"
    case 7: return "%{INT}"
    case 8: return "(?>\(expression(depth: depth - 1, &generator))|\(literal)|)"
    case 9: return "(?:\(expression(depth: depth - 1, &generator))){2,3}"
    case 10: return ".*?"
    case 11: return #"\b"#
    default: return literal
    }
  }

  private static func line(
    _ count: Int, _ expressions: [String], _ generator: inout Generator
  ) -> [UInt8] {
    var line: [UInt8] = []
    for _ in 0..<Int.random(in: 0...9, using: &generator) {
      var word = words.randomElement(using: &generator) ?? ""
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: word = word.uppercased()
      case 1: word = word == "k" ? "\u{212A}" : word == "s" ? "\u{17F}" : word
      case 2: line.append(UInt8.random(in: 0...255, using: &generator))
      default: break
      }
      line += Array(word.utf8)
    }
    return line
  }
}
