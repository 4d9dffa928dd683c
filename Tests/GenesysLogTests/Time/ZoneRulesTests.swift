import Testing

@testable import GenesysLog

@Suite("Zone rules")
struct ZoneRulesTests {
  @Test(
    "an offset is that of the zone at the instant",
    arguments: [
      ("Europe/London", "2016-03-27T00:59:59", 0), ("Europe/London", "2016-03-27T01:00:00", 3600),
      ("Europe/London", "2016-10-30T00:59:59", 3600), ("Europe/London", "2016-10-30T01:00:00", 0),
      ("Europe/London", "1969-07-01T00:00:00", 3600), ("Europe/London", "1800-01-01T00:00:00", -75),
      ("Europe/London", "2100-01-01T00:00:00", 0), ("Europe/London", "2400-07-01T00:00:00", 3600),
      ("America/Los_Angeles", "2015-12-07T13:21:34", -28_800),
      ("America/Los_Angeles", "2015-03-08T09:59:59", -28_800),
      ("America/Los_Angeles", "2015-03-08T10:00:00", -25_200),
      ("America/Los_Angeles", "2099-07-01T00:00:00", -25_200),
      ("Asia/Kolkata", "2026-02-02T08:24:59", 19_800),
      ("Asia/Kolkata", "2200-07-01T00:00:00", 19_800),
      ("Australia/Lord_Howe", "2016-01-01T00:00:00", 39_600),
      ("Australia/Lord_Howe", "2016-04-02T14:59:59", 39_600),
      ("Australia/Lord_Howe", "2016-04-02T15:00:00", 37_800),
      ("Australia/Lord_Howe", "2150-01-01T00:00:00", 39_600),
      ("Australia/Lord_Howe", "2150-07-01T00:00:00", 37_800),
      ("Europe/Dublin", "2150-07-01T00:00:00", 3600), ("Europe/Dublin", "2150-01-01T00:00:00", 0),
      ("UTC", "2016-07-01T00:00:00", 0), ("Z", "2016-07-01T00:00:00", 0),
      ("+01:00", "2016-07-01T00:00:00", 3600), ("-0800", "2016-07-01T00:00:00", -28_800),
      ("+05:30", "2016-07-01T00:00:00", 19_800), ("-03", "2016-07-01T00:00:00", -10_800),
    ])
  func offset(zone: String, instant: String, expected: Int) throws {
    #expect(try ZoneRules.named(zone).offset(atUTC: seconds(instant)) == expected)
  }

  @Test(
    "a local time gives its instant, and says when there are two or none",
    arguments: [
      (
        "Europe/London", "2016-07-01T12:00:00", "2016-07-01T11:00:00", "2016-07-01T11:00:00",
        "unique"
      ),
      (
        "Europe/London", "2016-10-30T01:30:00", "2016-10-30T00:30:00", "2016-10-30T01:30:00",
        "ambiguous"
      ),
      (
        "Europe/London", "2016-10-30T00:59:59", "2016-10-29T23:59:59", "2016-10-29T23:59:59",
        "unique"
      ),
      (
        "Europe/London", "2016-10-30T02:00:00", "2016-10-30T02:00:00", "2016-10-30T02:00:00",
        "unique"
      ),
      ("Europe/London", "2016-03-27T01:30:00", "2016-03-27T00:30:00", "2016-03-27T01:30:00", "gap"),
      (
        "Europe/London", "2016-03-27T00:59:59", "2016-03-27T00:59:59", "2016-03-27T00:59:59",
        "unique"
      ),
      (
        "Europe/London", "2016-03-27T02:00:00", "2016-03-27T01:00:00", "2016-03-27T01:00:00",
        "unique"
      ),
      (
        "America/Los_Angeles", "2015-11-01T01:00:00", "2015-11-01T08:00:00", "2015-11-01T09:00:00",
        "ambiguous"
      ),
      (
        "America/Los_Angeles", "2090-03-12T02:30:00", "2090-03-12T09:30:00", "2090-03-12T10:30:00",
        "gap"
      ),
      (
        "Australia/Lord_Howe", "2016-04-03T01:45:00", "2016-04-02T14:45:00", "2016-04-02T15:15:00",
        "ambiguous"
      ),
      (
        "Australia/Lord_Howe", "2016-10-02T02:15:00", "2016-10-01T15:15:00", "2016-10-01T15:45:00",
        "gap"
      ),
      (
        "Asia/Kolkata", "2026-02-02T13:54:59", "2026-02-02T08:24:59", "2026-02-02T08:24:59",
        "unique"
      ),
      ("-0800", "2015-12-07T05:21:34", "2015-12-07T13:21:34", "2015-12-07T13:21:34", "unique"),
      // Samoa left out a whole day.
      ("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-29T22:00:00", "2011-12-30T22:00:00", "gap"),
    ])
  func local(zone: String, local: String, earlier: String, later: String, kind: String) throws {
    let rules = try ZoneRules.named(zone)
    let first = rules.utc(fromLocal: seconds(local), preferring: .earlier)
    let last = rules.utc(fromLocal: seconds(local), preferring: .later)
    #expect(first.utc == seconds(earlier))
    #expect(last.utc == seconds(later))
    #expect("\(first.kind)" == kind && "\(last.kind)" == kind)
  }

  @Test("windows adjoin, and hold the offset that each of their seconds has")
  func windows() throws {
    for zone in ["Europe/London", "Australia/Lord_Howe", "Europe/Dublin"] {
      let rules = try ZoneRules.named(zone)
      var window = rules.window(atUTC: seconds("2030-01-01T00:00:00"))
      for _ in 0..<40 {
        #expect(rules.offset(atUTC: window.validFrom) == window.offset)
        #expect(rules.offset(atUTC: window.validUntil - 1) == window.offset)
        let next = rules.window(atUTC: window.validUntil)
        #expect(next.validFrom == window.validUntil)
        window = next
      }
    }
  }

  @Test("rules of one offset have one window", arguments: [Int64.min, 0, Int64.max])
  func fixed(instant: Int64) {
    let rules = ZoneRules.fixed(secondsEastOfUTC: -10_800, name: "header")
    #expect(rules.name == "header")
    #expect(
      rules.window(atUTC: instant)
        == ZoneRules.Window(offset: -10_800, validFrom: .min, validUntil: .max))
  }

  @Test(
    "the ends of all time have an offset", arguments: [Int64.min, -1 << 55, 1 << 55, Int64.max])
  func endsOfTime(instant: Int64) throws {
    let rules = try ZoneRules.named("Europe/London")
    let window = rules.window(atUTC: instant)
    #expect(window.validFrom <= instant && instant <= window.validUntil)
    #expect(rules.utc(fromLocal: instant, preferring: .later).kind == .unique)
  }

  @Test("every zone of the database can be read, and none is missing")
  func database() throws {
    let names = ZoneDatabase.system.zoneNames()
    try #require(names.count > 300, "install the package tzdata: these tests need its zones")
    for name in names { #expect(throws: Never.self) { try ZoneRules.named(name) } }
  }

  /// Seconds since 1970 of `2016-03-27T00:59:59`.
  private func seconds(_ text: String) -> Int64 {
    guard let time = stamp(text) else { return .min }
    return Int64(time.day) * 86_400 + time.timeOfDay / 1_000_000
  }
}
