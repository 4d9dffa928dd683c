import Testing

@testable import Grok

/// What holds of the diagnosis of any expression and any text.
@Suite("diagnoses of anything")
struct DiagnosisPropertyTests {
  /// Numbers that look random and are the same in each run: Marsaglia's xorshift64.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  private static let atoms = [
    "a", "b", "c", " ", "=", "1", #"\d"#, #"\w"#, ".", "[ab]", "[^a]", "^", "$", #"\b"#, "%{WORD}",
    "%{INT:n}", "%{INT:n:int}", "%{DATA:d}", "%{GREEDYDATA}", "%{IP}", "é", #"\s"#, #"\A"#, #"\z"#,
    #"\R"#, "(?i)", #"\K"#, #"\G"#,
  ]

  private static func expression(_ numbers: inout Numbers, depth: Int = 0) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      let inner = depth < 3 ? expression(&numbers, depth: depth + 1) : "a"
      switch Int.random(in: 0..<16, using: &numbers) {
      case 0: text += "(?:\(inner))"
      case 1: text += "(?:\(inner)|b|\(inner))"
      case 2: text += "(?:\(inner))?"
      case 3: text += "(?:\(inner))*"
      case 4: text += "(?:\(inner))+?"
      case 5: text += "(?:\(inner)){1,3}"
      case 6: text += "(?>\(inner))"
      case 7: text += "(?=\(inner))"
      case 8: text += "(?!\(inner))"
      case 9: text += "(?<x>\(inner))"
      case 10: text += "(?:\(inner))*+"
      case 11: text += "(?i:\(inner))"
      default: text += atoms.randomElement(using: &numbers) ?? "a"
      }
    }
    return text
  }

  private static func text(_ numbers: inout Numbers) -> [UInt8] {
    let letters = Array("aabbcc  ==11AB.\n\té".utf8) + [0xE9, 0xFF]
    return (0..<Int.random(in: 0...24, using: &numbers)).map { _ in
      letters.randomElement(using: &numbers) ?? 0
    }
  }

  @Test("it says what the matcher says, its beginning fits, and its places lie in the text")
  func random() throws {
    var numbers = Numbers(state: 0x9E37_79B9_7F4A_7C15)
    let library = try PatternLibrary.standard(.ecs)
    var checked = 0
    while checked < 600 {
      var options = GrokOptions()
      options.anchoredAtStart = Bool.random(using: &numbers)
      options.anchoredAtEnd = Bool.random(using: &numbers)
      options.dotMatchesNewline = Bool.random(using: &numbers)
      let expression = Self.expression(&numbers)
      let text = Self.text(&numbers)
      guard let pattern = try? GrokPattern(expression, library: library, options: options) else {
        continue
      }
      checked += 1
      let diagnosis = pattern.diagnose(text)
      var matcher = GrokMatcher()
      #expect(diagnosis.outcome == matcher.match(pattern, text.span))
      #expect(diagnosis.range == matcher.range(ofGroup: 0))
      guard let failure = diagnosis.failure else {
        #expect(diagnosis.outcome == .matched, "\(expression) on \(text)")
        continue
      }
      check(failure, of: pattern, text, library)
    }
  }

  private func check(
    _ failure: GrokDiagnosis.Failure, of pattern: GrokPattern, _ text: [UInt8],
    _ library: PatternLibrary
  ) {
    let all = 0...text.count
    let what = "\(pattern.expression) on \(text)"
    #expect(all.contains(failure.start) && all.contains(failure.offset), "\(what)")
    #expect(failure.start <= failure.offset && failure.offset <= failure.reached, "\(what)")
    #expect(failure.found.lowerBound >= 0 && failure.found.upperBound <= text.count, "\(what)")
    #expect(!failure.expected.isEmpty, "\(what)")
    var options = pattern.options
    options.anchoredAtEnd = false
    guard
      let prefix = try? GrokPattern(failure.prefix.text, library: library, options: options)
    else {
      Issue.record("\(what): the beginning \(failure.prefix.text) is no expression")
      return
    }
    var matcher = GrokMatcher()
    #expect(matcher.match(prefix, text.span) == .matched, "\(what): \(failure.prefix.text)")
  }

  @Test(
    "of a sequence the beginning that is named fits, and the next longer one does not",
    arguments: ["a1 b2", "aa11", "1.b", "", "abc abc abc 1", "éa1"])
  func longest(_ text: String) throws {
    var numbers = Numbers(state: 77)
    let library = try PatternLibrary.standard(.ecs)
    let parts = ["a", "b", "1", " ", #"\d"#, #"\w+"#, "[ab]", "%{INT}", "%{WORD}", ".*", "c?", "$"]
    for _ in 0..<60 {
      let elements = (0..<6).map { _ in parts.randomElement(using: &numbers) ?? "a" }
      let whole = try GrokPattern(elements.joined(), library: library)
      let bytes = Array(text.utf8)
      guard let failure = whole.diagnose(bytes).failure else { continue }
      let longest = try (0...6).last { count in
        let part = try GrokPattern(elements[..<count].joined(), library: library)
        return match(part, bytes) != nil
      }
      let beginning = elements[..<(longest ?? 0)].joined()
      // Of an element that fits in part, the beginning has that part.
      #expect(failure.prefix.text.hasPrefix(beginning), "\(whole.expression) on \(text)")
    }
  }

  @Test(
    "catastrophic expressions end in time",
    arguments: [#"^(?:a+)+$"#, #"^(?:\w*\w*)*b\d"#, #"(?:.*,)*x(?:.*;)*y"#])
  func catastrophic(_ expression: String) throws {
    var options = GrokOptions()
    options.timeBudget = .milliseconds(100)
    let pattern = try GrokPattern(
      expression, library: PatternLibrary.standard(.ecs), options: options)
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 5000) + [UInt8(ascii: "!")]
    let diagnosis = pattern.diagnose(text, budget: .milliseconds(100))
    #expect(diagnosis.outcome != .matched)
  }

  @Test("a record of a megabyte, and definitions deeper than any stack, are walked")
  func large() throws {
    let line = Array("192.0.2.7 GET /index.html 512\n".utf8)
    let text = Array(repeatElement(line, count: 35_000).joined())
    let pattern = try GrokPattern(
      #"\A%{IP:ip} %{WORD:m} %{GREEDYDATA:rest}END$"#, library: PatternLibrary.standard(.ecs))
    let failure = try #require(pattern.diagnose(text, budget: .seconds(60)).failure)
    #expect(failure.element.text == "END")
    #expect(failure.isAnywhere)
    var library = PatternLibrary()
    for level in 0..<3000 { try library.define("P\(level)", as: "%{P\(level + 1)}") }
    try library.define("P3000", as: "a")
    let deep = try GrokPattern("^%{P0}b", library: library)
    #expect(deep.diagnose(Array("x".utf8)).failure?.element.text == "%{P0}")
    #expect(deep.diagnose(Array("ac".utf8)).failure?.element.text == "b")
  }
}
