import Grok
import Testing

@testable import PatternTools

@Suite("Examples of what is built in")
struct BuiltInExamplesTests {
  private static let run = Result { ExampleRun(try ExamplePlan.builtIn()) }

  @Test("all hold")
  func green() throws {
    let run = try Self.run.get()
    #expect(run.problems == [])
    for result in run.results where !result.passed {
      Issue.record("\(result.test.place): \(result.test.title): \(result.explanation)")
    }
    #expect(run.results.count > 3300)
  }

  @Test("no pattern is without an example, and all patterns and rules are reached by one")
  func complete() throws {
    let coverage = try #require(try Self.run.get().coverage)
    #expect(coverage.unmeasured == 0)
    for share in [coverage.examples, coverage.definitions, coverage.rules] {
      #expect(share.all > 200)
      #expect(share.reached == share.all)
    }
    #expect(
      coverage.gaps.filter { $0.what == "has no example" || $0.what == "is not reached" } == [])
  }

  @Test("a good part of alternatives and optional parts is reached, too")
  func parts() throws {
    let coverage = try #require(try Self.run.get().coverage)
    #expect(coverage.alternatives.reached * 100 / coverage.alternatives.all >= 60)
    #expect(coverage.options.reached * 100 / coverage.options.all >= 70)
    #expect(coverage.rulePatterns.all - coverage.rulePatterns.reached <= 2)
  }

  @Test("both flavours are tested, each definition in those that load it")
  func flavours() throws {
    let tests = try ExamplePlan.builtIn().tests
    func flavours(_ name: String) -> Set<String> {
      Set(
        tests.filter { $0.name == name }.map { "\($0.flavour?.rawValue ?? "") \($0.origin.file)" })
    }
    #expect(flavours("URIHOST") == ["ecs core.grok", "legacy core.legacy.grok"])
    #expect(flavours("INT") == ["ecs core.grok", "legacy core.grok"])
    #expect(flavours("ZEEK_DNS") == ["ecs zeek.ecs.grok"])
  }
}
