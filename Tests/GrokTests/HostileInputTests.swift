import Grok
import Synchronization
import Testing

/// Random numbers that are the same in every run: splitmix64.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Input that somebody made to break things.
@Suite struct HostileInput {
  @Test("any bytes can be matched", arguments: [1, 2, 3] as [UInt64])
  func bytes(_ seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let expressions = [
      "%{WORD:a}", #"(?<x>\X+)\R?"#, #"[[:alpha:]é]+\b"#, #"(?i)[^é&&[a-ü]]{2,}"#,
      #"\p{L}+(?<=\p{Lu})"#,
      ".{3}$",
    ]
    let set = try GrokSet(expressions, library: library(), breakOnMatch: false)
    var matcher = GrokMatcher()
    for _ in 0..<300 {
      let high: UInt8 = Bool.random(using: &generator) ? 0xFF : 0x7F
      let subject = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
        UInt8.random(in: 0...high, using: &generator)
      }
      let result = set.evaluate(subject.span, with: &matcher)
      #expect(result.tags.allSatisfy { $0 == GrokTag.parseFailure })
    }
  }

  @Test("any text compiles or is an error", arguments: [1, 2, 3, 4] as [UInt64])
  func expressions(_ seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let pieces = [
      "(", ")", "(?", "(?<", "(?<a>", "(?:", "(?i)", "(?~", "(?(", "(?#", "[", "]", "[^", "[:",
      ":]",
      "&&", "{", "}", "{1,", "2}", "*", "+", "?", "|", "\\", "\\k<", "\\g<a>", "\\g<0>", "\\1",
      "\\Q",
      "\\p{", "\\u", "\\x{", "%{", "%{WORD", "%{Q=", ":a", ":int", "=", "a", "é", "中", "-", "^",
      "$", ".",
      "\\b", "\\R", "'", ">", "<", "!", "#", "(?x)", "\n", "9", ",",
    ]
    let patterns = try library()
    var matcher = GrokMatcher()
    let subject = Array("a aé\n中 b(9)".utf8)
    for _ in 0..<1500 {
      let expression = (0..<Int.random(in: 1...14, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      var options = GrokOptions()
      options.matchLimit = 10_000
      do {
        let pattern = try GrokPattern(expression, library: patterns, options: options)
        _ = matcher.match(pattern, subject.span)
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }

  @Test(
    "nesting past any reason is an error",
    arguments: [
      ("(", ")"), ("(?:", ")"), ("(?<a>", ")"), ("[", "]"), ("(?i)(", ")"), ("(?i)", ""),
      ("%{Q=", "}"),
      ("(?=", ")"),
    ])
  func nesting(_ open: String, _ close: String) {
    let count = 50_000
    let text =
      String(repeating: open, count: count) + "a" + String(repeating: close, count: count)
    #expect(message(text).contains("groups are nested more than 200 deep"))
  }

  @Test("nesting within reason is none")
  func shallow() throws {
    let text = String(repeating: "(?:x|", count: 190) + "a" + String(repeating: ")", count: 190)
    #expect(try match(text, "a") == "a")
  }

  @Test("quantifiers without end are an error")
  func quantifiers() {
    #expect(
      message("a" + String(repeating: "+?*", count: 10_000)).contains("nested more than 200 deep"))
  }

  @Test("fields nested through references past PCRE2's depth are an error")
  func deepFields() throws {
    var patterns = PatternLibrary()
    for index in 0..<1000 { try patterns.define("N\(index)", as: "a%{N\(index + 1):f}") }
    try patterns.define("N1000", as: "b")
    let error = #expect(throws: GrokError.self) { try GrokPattern("%{N0}", library: patterns) }
    #expect("\(try #require(error))".contains("parentheses are too deeply nested"))
  }

  @Test("a class of hundreds of ranges outside ASCII compiles")
  func wideClass() throws {
    let ranges = (0..<400).map { index -> String in
      let low = Unicode.Scalar(UInt32(0x4E00 + index * 20)).map(String.init) ?? ""
      let high = Unicode.Scalar(UInt32(0x4E00 + index * 20 + 9)).map(String.init) ?? ""
      return low + "-" + high
    }
    #expect(try match("[\(ranges.joined())]+", "a一丁b") == "一丁")
  }

  @Test("one pattern serves many threads at once")
  func threads() async throws {
    let pattern = try GrokPattern(
      "%{WORD:w} %{INT:n:int}é?", library: try library())
    let found = await withTaskGroup(of: Int.self) { group in
      for task in 0..<8 {
        group.addTask {
          var matcher = GrokMatcher()
          var count = 0
          for index in 0..<500 {
            let suffix = index % 2 == 0 ? "é" : ""
            let subject = Array("task\(task) \(index)\(suffix)".utf8)
            guard matcher.match(pattern, subject.span) == .matched,
              let range = matcher.range(ofGroup: 2)
            else { continue }
            if Array(subject[range]) == Array("\(index)".utf8) { count += 1 }
          }
          return count
        }
      }
      return await group.reduce(0, +)
    }
    #expect(found == 4000)
  }
}
