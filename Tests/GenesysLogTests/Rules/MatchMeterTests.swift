import Grok
import Testing

@testable import GenesysLog

@Suite("match meter")
struct MatchMeterTests {
  @Test("counts tries and matches of each pattern, and is emptied by being read")
  func counts() {
    var meter = MatchMeter(patterns: 3)
    for index in 0..<5000 {
      #expect(meter.hasTried(1) == (index > 0))
      let start = meter.begin(1)
      meter.end(1, index % 10 == 0 ? .matched : .noMatch, since: start)
    }
    var accounts = Array(repeating: MatchAccount(), count: 3)
    meter.drain(into: &accounts)
    meter.drain(into: &accounts)
    #expect(accounts.map(\.tries) == [0, 5000, 0])
    #expect(accounts[1].matches == 500)
    #expect(accounts[1].misses == 4500)
    #expect(accounts[1].matchTimes.count > 100)
    #expect(accounts[1].missTimes.count > 200)
    #expect(accounts[0].missTimes.median == nil)
    let start = meter.begin(2)
    meter.end(2, .limit(.steps), since: start)
    meter.drain(into: &accounts)
    #expect(accounts[2].misses == 1)
    #expect(accounts[1].tries == 5000)
  }

  @Test("of any number of times a few hundred are kept, from beginning to end")
  func samples() {
    var times = SampledTimes()
    for time in 0..<100_000 { times.add(UInt64(time)) }
    #expect((256..<512).contains(times.count))
    let median = times.median ?? 0
    #expect((45_000..<55_000).contains(median))
  }

  @Test("of two times the smaller is the middle one")
  func two() {
    var times = SampledTimes()
    times.add(30)
    times.add(10)
    #expect(times.median == 10)
  }
}
