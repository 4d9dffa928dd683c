import Testing

@testable import Alerting

@Suite("silence by hand")
struct MuteTests {
  private static let rule = """
    name: r
    type: any
    query_key: k
    realert: 0s
    """

  private func count(_ engine: AlertEngine, _ second: Int, _ key: String) -> Int {
    let bytes = Array(Events.event(second, "\"k\":\"\(key)\"").utf8)
    var count = 0
    #expect(engine.deliver([bytes.indices], of: bytes) { _ in count += 1 })
    return count
  }

  @Test("one key is silent, others are not, and the time ends by the events' clock")
  func key() throws {
    let engine = try Rules.engine(Self.rule)
    #expect(engine.mute("r", key: "a", for: 1) == nil)
    #expect(count(engine, 0, "a") == 1)
    #expect(engine.mute("r", key: "a", for: 10_000_000)?.key == "a")
    #expect(count(engine, 9, "a") == 0)
    #expect(count(engine, 9, "b") == 1)
    #expect(count(engine, 10, "a") == 1)
  }

  @Test("a state keeps mutes, and one that knows of none is a state as well")
  func state() throws {
    let engine = try Rules.engine(Self.rule)
    #expect(count(engine, 0, "a") == 1)
    _ = engine.mute("r", key: nil, for: 10_000_000)
    let later = try Rules.engine(Self.rule)
    #expect(later.restore(engine.state) == [])
    #expect(later.mutes == engine.mutes)
    #expect(count(later, 1, "b") == 0)
    var old = try #require(JSONTree(json: engine.state)?.object)
    old["muted"] = nil
    let older = try Rules.engine(Self.rule)
    #expect(older.restore(Array(JSONTree.object(old).json.utf8)) == [])
    #expect(count(older, 1, "b") == 1)
  }

  @Test("there is a bound to mutes, and those whose time is over go first")
  func bound() {
    var list = MuteList()
    for number in 0..<1500 {
      list.set(AlertMute(rule: "r\(number)", key: nil, until: Int64(number + 10)), now: 5)
    }
    #expect(list.mutes.count == 1000)
    #expect(list.until("r1499") { nil } == 1509)
    #expect(list.until("r1") { nil } == nil)
  }
}
