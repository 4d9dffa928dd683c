import Testing

@testable import Delivery

@Suite("warnings of failing deliveries")
struct WarningPaceTests {
  /// When failures are told of those that come every ten seconds.
  private func told(_ seconds: Range<Int>, _ subject: (Int) -> String) -> [Int] {
    var pace = WarningPace()
    let start = ContinuousClock.now
    return seconds.filter { second in
      second % 10 == 0 && pace.isDue(subject(second), start + .seconds(second))
    }
  }

  @Test("one that goes on is told at once, then at growing intervals, at last every hour")
  func grows() {
    let times = told(0..<20_000) { _ in "down" }
    #expect(times == [0, 30, 90, 210, 450, 930, 1890, 3810, 7410, 11010, 14610, 18210])
  }

  @Test("another one is told sooner, but not each time that two take turns")
  func others() {
    #expect(
      told(0..<2000) { $0 < 1000 ? "down" : "refused" } == [
        0, 30, 90, 210, 450, 930, 1000, 1030, 1090, 1210, 1450, 1930,
      ])
    #expect(told(0..<100) { $0 % 20 == 0 ? "down" : "refused" }.count == 4)
  }

  @Test("one that comes after a quiet time is news")
  func news() {
    var pace = WarningPace()
    let start = ContinuousClock.now
    let times = [0, 30, 90, 210, 300, 600].filter { second in
      pace.isDue("down", start + .seconds(second))
    }
    #expect(times == [0, 30, 90, 210, 600])
  }
}
