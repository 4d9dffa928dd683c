import AlertDelivery
import Testing

@testable import Pipeline

@Suite("alert rules while following")
struct RuleTickerTests {
  private static let start = ContinuousClock.now

  @Test("time passes for rules once a second, behind the clock, and only while all files are read")
  func pace() {
    var ticker = RuleTicker(lag: .seconds(3))
    func tick(_ seconds: Double, _ isCaughtUp: Bool = true) -> Int64? {
      ticker.tick(
        Self.start + .seconds(seconds), wall: Int64(seconds * 1e6) + 10_000_000,
        isCaughtUp: isCaughtUp)
    }
    #expect(tick(0) == nil)
    #expect(tick(0.5) == nil)
    #expect(tick(1) == 8_000_000)
    #expect(tick(1.5) == nil)
    #expect(tick(2) == 9_000_000)
    #expect(tick(3, false) == nil)
    #expect(tick(4) == nil)
    #expect(tick(5) == 12_000_000)
  }

  @Test("after a time in which nobody looked, it passes only when all is known to be read")
  func asleep() {
    var ticker = RuleTicker(lag: .seconds(3))
    func tick(_ seconds: Double) -> Bool {
      ticker.tick(Self.start + .seconds(seconds), wall: 0, isCaughtUp: true) != nil
    }
    #expect(!tick(0))
    #expect(tick(1))
    #expect(!tick(600))
    #expect(tick(601))
  }

  @Test("what rules know, and notices on their way, are read as they were written")
  func memory() throws {
    let notice = AlertNotice(
      id: "a-1", rule: "r", state: .resolved, severity: .major, time: 5, key: "k\n",
      subject: "s", text: "line\nline", match: Array(#"{"a":"\u0000é"}"#.utf8))
    let bytes = RuleMemory(
      engine: Array("{}\n{".utf8), waiting: [("out", notice), ("other", notice)]
    ).bytes
    let memory = try #require(RuleMemory(bytes))
    #expect(memory.engine == Array("{}\n{".utf8))
    #expect(memory.waiting.map(\.output) == ["out", "other"])
    #expect(memory.waiting.map(\.notice) == [notice, notice])
    #expect(RuleMemory([]) == nil)
    #expect(RuleMemory(Array("nonsense\n{}".utf8)) == nil)
  }
}
