import Foundation
import GenesysLog
import Grok
import Pipeline
import Testing

@testable import PatternTools

@Suite("Bench with a log")
struct LogBenchTests {
  private let cheap = (end: 10.0, miss: 10.0)

  @Test("the rule that takes the most for its cost comes first")
  func ratio() {
    let rows: [[TrialOutcome]] = [
      [.miss, .miss, .end], [.miss, .miss, .end], [.miss, .end, .miss],
    ]
    let order = TrialOrder(rows, costs: [cheap, cheap, cheap], ranks: [0, 0, 0])
    #expect(order.best == [2, 1, 0])
    #expect(order.cost(order.present) == 80.0 / 3)
    #expect(order.cost(order.best) == 40.0 / 3)
    #expect(order.takesAny == [false, true, true])
    let dear = (end: 100.0, miss: 100.0)
    #expect(TrialOrder(rows, costs: [cheap, cheap, dear], ranks: [0, 0, 0]).best == [1, 2, 0])
  }

  @Test("of two rules that match one text, or one example, the first stays first")
  func overlap() {
    let rows: [[TrialOutcome]] = [[.miss, .end], [.miss, .end], [.end, .end]]
    let order = TrialOrder(rows, costs: [cheap, cheap], ranks: [0, 0])
    #expect(order.best == [0, 1])
    let example = TrialOrder(
      Array(rows.prefix(2)), examples: [[.end, .end]], costs: [cheap, cheap], ranks: [0, 0])
    #expect(example.best == [0, 1])
    #expect(
      TrialOrder(Array(rows.prefix(2)), costs: [cheap, cheap], ranks: [0, 0]).best == [1, 0])
  }

  @Test("rules of a lower rank stay before others, and what has to stay stays")
  func ranks() {
    let rows: [[TrialOutcome]] = [[.miss, .miss, .end], [.miss, .miss, .end]]
    #expect(
      TrialOrder(rows, costs: [cheap, cheap, cheap], ranks: [0, 1, 1]).best == [0, 2, 1])
    var kept = TrialOrder(rows, costs: [cheap, cheap, cheap], ranks: [0, 0, 0])
    kept.keep(0, before: 2)
    #expect(kept.best == [0, 2, 1])
  }

  @Test("an order that is hardly faster is none")
  func hardly() {
    let passed = TrialOrder([[.passed, .end]], costs: [cheap, cheap], ranks: [0, 0])
    #expect(passed.best == passed.present)
    #expect(TrialOrder([], costs: [cheap], ranks: [0]).best == [0])
  }

  @Test("rules whose order saves nothing stay as they stand")
  func calm() {
    let rows: [[TrialOutcome]] = [
      [.miss, .end, .passed, .passed], [.miss, .passed, .end, .passed],
      [.miss, .passed, .passed, .end], [.miss, .passed, .passed, .end],
    ]
    let order = TrialOrder(
      rows, costs: Array(repeating: cheap, count: 4), ranks: [0, 0, 0, 0])
    #expect(order.best == [1, 2, 3, 0])
  }

  /// Orders of random rules, held against all there are.
  @Test("no order of rules that share no text is faster than the one found", arguments: 0..<30)
  func optimal(seed: Int) {
    var state = UInt64(seed) &+ 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let rows = (0..<20).map { _ in
      let taker = random(5)
      return (0..<4).map { $0 == taker ? TrialOutcome.end : .miss }
    }
    let costs = (0..<4).map { _ in
      let cost = Double(1 + random(20))
      return (end: cost, miss: cost)
    }
    let order = TrialOrder(rows, costs: costs, ranks: [0, 0, 0, 0])
    let least = permutations([0, 1, 2, 3]).map(order.cost).min() ?? 0
    #expect(order.cost(order.best) <= least * 1.01 + 1)
  }

  private func permutations(_ items: [Int]) -> [[Int]] {
    guard let first = items.first else { return [[]] }
    return permutations(Array(items.dropFirst())).flatMap { rest in
      (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
    }
  }

  @Test("a choice of texts is the same however they were divided")
  func sample() {
    var whole = TextSample(capacity: 10)
    var parts = [TextSample(capacity: 10), TextSample(capacity: 10), TextSample(capacity: 10)]
    for offset in 0..<1000 {
      let number = TextSample.number(offset: Int64(offset), seed: 7)
      let text = TrialText(text: Array("\(offset)".utf8), lines: [])
      if whole.counts(number) { whole.keep(number, text) }
      if parts[offset / 400].counts(number) { parts[offset / 400].keep(number, text) }
    }
    parts[0].merge(parts[1])
    parts[0].merge(parts[2])
    #expect(whole.count == 1000)
    #expect(parts[0].count == 1000)
    #expect(whole.texts.count == 10)
    #expect(whole.texts.map(\.text) == parts[0].texts.map(\.text))
  }

  @Test("a record's text is what stands behind its head, its members with it")
  func text() {
    let text = TrialText(record: Array("10:00:00.000 Trc 04541 Message  \n\tattr 1".utf8))
    #expect(text.text == Array("Message".utf8))
    #expect(text.seen(withMembers: true) == Array("Message  \n\tattr 1".utf8))
    #expect(text.seen(withMembers: false) == text.text)
    #expect(TrialText(record: []).text.isEmpty)
    #expect(TrialText(record: Array("   ".utf8)).seen(withMembers: true).isEmpty)
  }

  @Test("rules for texts without a message id are ranked as they are dispatched")
  func groups() throws {
    let rules = try RuleSet()
    let group = TrialGroup(TrialKey(component: -1, code: -1), rules)
    #expect(group.units.map(\.rank) == group.units.map(\.rank).sorted())
    #expect(group.units.count > 100)
    let coded = TrialGroup(TrialKey(component: -1, code: 24200), rules)
    #expect(coded.units.map { rules.rules[$0.index].name } == ["object-created"])
    #expect(TrialGroup(TrialKey(component: 0, code: 99_999), rules).units.isEmpty)
  }

  @Test(
    "names, rule files and a log are told apart",
    arguments: [
      (["a", "b"], [], ["a", "b"], [], []), (["a", "/dev/null"], [], ["a"], [], ["/dev/null"]),
      (["/dev/null"], [], ["/dev/null"], [], []), (["r.yml", "a"], ["x"], ["a"], ["r.yml"], ["x"]),
      (["r.yml"], [], ["r.yml"], [], []), (["/", "/dev/null"], [], [], ["/"], ["/dev/null"]),
      ([], ["x"], [], [], ["x"]),
    ] as [([String], [String], [String], [String], [String])])
  func subject(
    arguments: [String], logs: [String], names: [String], rules: [String], found: [String]
  ) {
    let subject = BenchSubject(arguments, logs: logs)
    #expect(subject.names == names)
    #expect(subject.rulePaths == rules)
    #expect(subject.logs == found)
  }
}
