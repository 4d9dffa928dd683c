import Event
import GenesysLog
import Testing

@Suite("Stamp, of any bytes")
struct StampFuzzTests {
  @Test("bytes of every kind give a stamp within the bytes, or none")
  func randomBytes() {
    var numbers = SeededNumbers(seed: 1)
    let likely = Array("0123456789:::..,--//@@T  ZAPMamp+JanSunTue\r\n\u{0}é".utf8)
    for _ in 0..<40_000 {
      let count = Int.random(in: 0...40, using: &numbers)
      let bytes = (0..<count).map { _ in
        Int.random(in: 0..<8, using: &numbers) == 0
          ? UInt8.random(in: 0...255, using: &numbers)
          : likely.randomElement(using: &numbers) ?? 0
      }
      check(bytes, &numbers)
    }
  }

  @Test("stamps with a byte changed, removed or cut off give a stamp within the bytes, or none")
  func changedStamps() {
    var numbers = SeededNumbers(seed: 2)
    let stamps = [
      "14:59:09.388 x", "@05:21:34.8600", "2015-12-07T05:21:34.860+01:00",
      "2016/06/05T15:22:21.741",
      "Sun Jun  5 15:22:21 2016.741", " Thu 11 Aug 2016 09:01:46 AM CDT.060",
      "06/05/2016 03:22:21 p.m..741", "9/3/2016@09:11:44.97", "17/Jan/2018:08:37:07 -0600",
      "16-06-05 15:22:21.741", "Wed Jan 17 08:37:07 CST 2018",
    ].map { Array($0.utf8) }
    for _ in 0..<40_000 {
      var bytes = stamps.randomElement(using: &numbers) ?? []
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      switch Int.random(in: 0..<3, using: &numbers) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
      case 1: bytes.remove(at: place)
      default: bytes.removeSubrange(place...)
      }
      check(bytes, &numbers)
    }
  }

  private func check(_ bytes: [UInt8], _ numbers: inout SeededNumbers) {
    for start in [0, Int.random(in: 0...41, using: &numbers)] {
      if let stamp = StampParser.parse(bytes.span, at: start) {
        #expect(isSound(stamp, in: bytes) && stamp.end > start, "\(bytes)")
      }
    }
    if let (stamp, start) = StampParser.parseTrailing(bytes.span, end: bytes.count) {
      #expect(isSound(stamp, in: bytes) && start < stamp.end, "\(bytes)")
    }
  }

  private func isSound(_ stamp: Stamp, in bytes: [UInt8]) -> Bool {
    (0..<Stamp.microsecondsPerDay).contains(stamp.timeOfDay) && stamp.digits <= 6
      && stamp.end <= bytes.count
      && (stamp.utcOffsetSeconds == Stamp.noOffset || abs(stamp.utcOffsetSeconds) < 86_400)
  }

  @Test("what is printed is what is read")
  func printed() {
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<5000 {
      let day = Int32.random(in: -25_567...47_846, using: &numbers)  // 1900 to 2100
      let digits = UInt8.random(in: 3...6, using: &numbers)
      let unit: Int64 = [1000, 100, 10, 1][Int(digits) - 3]
      let time = Int64.random(in: 0..<86_400_000_000, using: &numbers) / unit * unit
      let clock = text(Stamp(timeOfDay: time, digits: digits, end: 0)).prefix(9 + Int(digits))
      let date = CivilDate(dayNumber: day)
      let plain = Stamp(timeOfDay: time, digits: digits, end: clock.utf8.count)
      #expect(stamp("\(clock)") == plain)
      #expect(stamp("\(clock) text") == plain)
      let dated = Stamp(
        timeOfDay: time, day: day, digits: digits, end: clock.utf8.count + 11)
      #expect(stamp("\(date)T\(clock): text") == dated)
      #expect(stamp("\(date) \(clock)") == dated)
      let slashed = "\(date)".split(separator: "-").joined(separator: "/")
      #expect(stamp("\(slashed) \(clock) text") == dated)
      #expect(trailingStamp("-Ap[1]->-2 @\(clock)")?.stamp.timeOfDay == time)
    }
  }
}
