import Grok
import Testing

@testable import PatternTools

@Suite("Pattern bench")
struct PatternBenchTests {
  private let library = PatternLibrary()

  @Test("a line is damaged at the last byte that spoils the match")
  func lateMiss() throws {
    var matcher = GrokMatcher()
    let pattern = try GrokPattern("^a[0-9]+ b", library: library)
    let damaged = LateMiss.of(Array("a123 bcd".utf8), pattern, &matcher)
    #expect(damaged == Array("a123 \u{1}cd".utf8))
    let any = try GrokPattern("a|.", library: library)
    #expect(LateMiss.of(Array("aa".utf8), any, &matcher) == nil)
  }

  @Test("a name is measured on its examples, an expression on the lines given")
  func named() throws {
    let line = "16:29:54.229 Std 24200 Object"
    let names = ["COMBINEDAPACHELOG", "^%{TIME:time} %{WORD:level} %{INT:code}"]
    let bench = try PatternBench(
      names, lines: [line], library: try PatternLibrary.standard(.ecs))
    #expect(bench.costs.map(\.name) == names)
    #expect(bench.sets.isEmpty)
    for cost in bench.costs {
      let example = try #require(cost.example)
      #expect(example.match.nanoseconds > 0)
      #expect((example.ratio ?? 0) > 0)
    }
    #expect(bench.costs[0].miss?.line == Array(line.utf8))
    #expect(bench.costs[1].example?.match.line == Array(line.utf8))
    #expect(bench.costs[1].miss?.line == Array(PatternBench.foreignLines[1].utf8))
  }

  @Test("without lines an expression has a miss only")
  func expression() throws {
    let bench = try PatternBench(["x{4}"], lines: [], library: library)
    #expect(bench.costs[0].example == nil)
    #expect(bench.costs[0].miss?.line == Array(PatternBench.foreignLines[0].utf8))
    let row = bench.table().split(separator: "\n").last.map(String.init) ?? ""
    #expect(row.hasPrefix("x{4}     -         "))
    #expect(row.hasSuffix("-"))
  }

  @Test("as JSON, each pattern is an object on a line")
  func json() throws {
    let text = try PatternTools.bench(["a(b)c"], lines: ["abc"], isJSON: true)
    #expect(text.hasPrefix(#"{"name":"a(b)c","regex":"a(?:b)c","match":{"ns":"#))
    #expect(text.contains(#","line":"abc"},"miss":{"ns":"#))
    #expect(text.contains(#""late_miss":{"ns":"#))
  }

  @Test("an expression that is wrong is an error")
  func wrong() {
    #expect(throws: PatternToolsError.self) {
      try PatternTools.bench(["%{NOWHERE:x}"], lines: [])
    }
  }
}
