import Event
import Testing

@testable import GenesysLog

@Suite("LogClock")
struct LogClockTests {
  private func stamp(_ text: String) throws -> Stamp {
    let bytes = Array(text.utf8)
    let stamp = StampParser.parse(bytes.span, at: 0)
    return try #require(stamp, "\(text)")
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Int32 {
    try #require(CivilDate(year: year, month: month, day: day)).dayNumber
  }

  /// `2016-05-13T16:29:54` of an instant.
  private func text(_ time: Int64) -> String {
    let seconds = time >= 0 ? time / 1_000_000 : -((999_999 - time) / 1_000_000)
    let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
    let clock = Int(seconds - days * 86_400)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(CivilDate(dayNumber: Int32(days)))T\(two(clock / 3600)):\(two(clock / 60 % 60)):"
      + two(clock % 60)
  }

  private func run(_ base: ClockBase, _ stamps: [String]) throws -> [String] {
    var clock = LogClock(base)
    return try stamps.map { text(clock.read(try stamp($0)).time) }
  }

  private func base(
    _ year: Int, _ month: Int, _ dayOfMonth: Int, at time: String? = nil,
    offset: Int = 0, isDST: Bool? = nil
  ) throws -> ClockBase {
    ClockBase(
      day: try day(year, month, dayOfMonth), timeOfDay: try time.map { try stamp($0).timeOfDay },
      confidence: .certain, zone: .header(offset: offset, isDST: isDST))
  }

  @Test("a step back of more than twelve hours is the next day")
  func midnight() throws {
    #expect(
      try run(try base(2015, 12, 7), ["23:59:59.999", "00:00:00.001", "12:00:00.000"])
        == ["2015-12-07T23:59:59", "2015-12-08T00:00:00", "2015-12-08T12:00:00"])
  }

  @Test("a smaller step back is not")
  func smallSteps() throws {
    #expect(
      try run(try base(2015, 12, 7), ["13:54:59.852", "13:54:59.845", "10:00:00.000"])
        == ["2015-12-07T13:54:59", "2015-12-07T13:54:59", "2015-12-07T10:00:00"])
  }

  @Test("a late line from before midnight belongs to the old day, and moves nothing")
  func lateLine() throws {
    #expect(
      try run(
        try base(2015, 12, 7), ["23:59:59.998", "00:00:00.001", "23:59:59.999", "00:00:00.002"])
        == [
          "2015-12-07T23:59:59", "2015-12-08T00:00:00", "2015-12-07T23:59:59",
          "2015-12-08T00:00:00",
        ])
  }

  @Test("the first stamp may lie past a midnight since the header")
  func sinceHeader() throws {
    #expect(
      try run(try base(2015, 12, 7, at: "23:59:58.000"), ["00:00:01.000"])
        == ["2015-12-08T00:00:01"])
  }

  @Test("a dated stamp sets the day, forwards and backwards")
  func dated() throws {
    #expect(
      try run(
        try base(2015, 12, 7),
        ["10:00:00.000", "2015-12-09T11:00:00.000", "12:00:00.000", "2015-12-01T01:00:00.000"])
        == [
          "2015-12-07T10:00:00", "2015-12-09T11:00:00", "2015-12-09T12:00:00",
          "2015-12-01T01:00:00",
        ])
  }

  @Test("a check point sets the day, and makes it certain")
  func checkPoint() throws {
    var clock = LogClock(
      ClockBase(day: 0, confidence: .fileName, zone: .header(offset: 0, isDST: nil)))
    let point = try stamp("06:12:10.288")
    #expect(clock.read(point).time == point.timeOfDay)
    #expect(clock.confidence == .fileName)
    let anchored = clock.anchor(day: try day(2015, 12, 7), point)
    #expect(text(anchored.time) == "2015-12-07T06:12:10")
    #expect(clock.confidence == .certain)
  }

  @Test(
    "the header's offset takes local time to UTC, west and east",
    arguments: [
      (-28_800, "2015-12-07T13:21:34"), (19_800, "2015-12-06T23:51:34"),
      (0, "2015-12-07T05:21:34"),
    ])
  func offsets(offset: Int, expected: String) throws {
    #expect(try run(try base(2015, 12, 7, offset: offset), ["05:21:34.860"]) == [expected])
  }

  @Test("an offset printed in a stamp wins")
  func printedOffset() throws {
    #expect(
      try run(try base(2015, 12, 7, offset: -28_800), ["2015-12-07T05:21:34.860+02:00"])
        == ["2015-12-07T03:21:34"])
  }

  @Test("stamps near the header's UTC time are UTC: time_convert=utc")
  func utcStamps() throws {
    var base = try base(2015, 12, 6, at: "23:21:34.860", offset: -28_800)
    base.headerUTC = Int64(try day(2015, 12, 7)) * 86_400_000_000 + (7 * 3600 + 1294) * 1_000_000
    #expect(
      try run(base, ["07:21:35.000", "23:59:59.000", "00:00:01.000"])
        == ["2015-12-07T07:21:35", "2015-12-07T23:59:59", "2015-12-08T00:00:01"])
    #expect(try run(base, ["23:21:35.000"]) == ["2015-12-07T07:21:35"])
  }

  @Test("the hour that comes twice in autumn is no new day, and changes the offset")
  func fallBack() throws {
    // Pacific time, 2015-11-01, a Sunday: 02:00 PDT is 01:00 PST.
    let base = try base(2015, 11, 1, offset: -25_200, isDST: true)
    var clock = LogClock(base)
    #expect(text(clock.read(try stamp("01:59:59.000")).time) == "2015-11-01T08:59:59")
    #expect(clock.confidence == .certain)
    #expect(text(clock.read(try stamp("01:00:01.000")).time) == "2015-11-01T09:00:01")
    #expect(clock.confidence == .inferredDST)
  }

  @Test("the missing hour in spring changes the offset")
  func springForward() throws {
    let base = try base(2015, 3, 8, offset: -28_800, isDST: false)
    #expect(
      try run(base, ["01:59:59.000", "03:00:01.000"])
        == ["2015-03-08T09:59:59", "2015-03-08T10:00:01"])
  }

  @Test("an hour's step on any other night is an hour")
  func ordinaryHour() throws {
    #expect(
      try run(
        try base(2015, 3, 9, offset: -28_800, isDST: false), ["01:59:59.000", "03:00:01.000"])
        == ["2015-03-09T09:59:59", "2015-03-09T11:00:01"])
  }

  @Test("a named zone knows its own changes")
  func namedZone() throws {
    let zone = try ZoneRules.named("Europe/London")
    let base = ClockBase(day: try day(2015, 10, 25), confidence: .certain, zone: .named(zone))
    #expect(
      try run(base, ["00:30:00.000", "01:30:00.000", "01:10:00.000", "02:30:00.000"])
        == [
          "2015-10-24T23:30:00", "2015-10-25T00:30:00", "2015-10-25T00:10:00",
          "2015-10-25T02:30:00",
        ])
    #expect(
      try run(base, ["01:59:00.000", "01:01:00.000", "02:00:00.000"])
        == ["2015-10-25T00:59:00", "2015-10-25T01:01:00", "2015-10-25T02:00:00"])
  }

  @Test("in a snapshot a step back is the stale tail, and rolls no day")
  func staleTail() throws {
    var base = try base(2011, 1, 11)
    base.isSnapshot = true
    var clock = LogClock(base)
    #expect(clock.read(try stamp("16:56:00.000")).isStale == false)
    #expect(clock.read(try stamp("16:55:59.995")).isStale == false)
    let stale = clock.read(try stamp("15:56:00.000"))
    #expect(stale.isStale)
    #expect(text(stale.time) == "2011-01-11T15:56:00")
    #expect(clock.read(try stamp("01:00:00.000")).isStale)
    #expect(clock.midnights == 0)
  }
}
