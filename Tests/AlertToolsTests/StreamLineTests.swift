import Alerting
import Testing

@testable import AlertTools

@Suite("Lines of a stream")
struct StreamLineTests {
  private static func read(_ text: String) -> StreamLine {
    let bytes = Array(text.utf8)
    return StreamLine.read(bytes.span, 0..<bytes.count)
  }

  @Test("a line is an event, a list of them, a tick, or nothing")
  func kinds() {
    #expect(Self.read("{\"a\":1}\r") == .events([0..<7]))
    #expect(Self.read(" [{\"a\":1}, {}] ") == .events([2..<9, 11..<13]))
    #expect(Self.read("[]") == .events([]))
    #expect(Self.read("  ") == .blank)
    guard case .tick(let time) = Self.read("{\"$tick\": \"2026-03-01T12:00:00.5Z\"}") else {
      Issue.record("no tick")
      return
    }
    #expect(time.shown == "2026-03-01T12:00:00.500Z")
  }

  @Test(
    "other lines are bad",
    arguments: [
      "1", "\"a\"", "[1]", "[{\"a\":1}", "[{}] x", "[{},]", "{\"$tick\":\"noon\"}",
      "[{\"a\":1} {}]",
    ])
  func bad(line: String) {
    #expect(Self.read(line) == .bad)
  }
}
