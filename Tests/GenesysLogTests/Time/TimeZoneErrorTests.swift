import Testing

@testable import GenesysLog

@Suite("Time zone errors")
struct TimeZoneErrorTests {
  @Test(
    "a name that is nearly right is told",
    arguments: [
      ("Europe/Lodnon", "Europe/London"), ("europe/london", "Europe/London"),
      ("America/Los Angeles", nil), ("America/LosAngeles", "America/Los_Angeles"),
      ("Kolkata", "Asia/Kolkata"), ("Xyzzy/Plugh", nil), ("Utc", "UTC"),
    ])
  func nearest(name: String, nearest: String?) {
    let expected: TimeZoneError =
      name.contains(" ")
      ? .badName(name)
      : .unknown(name, database: ZoneDatabase.system.path, nearest: nearest)
    #expect(throws: expected) { try ZoneRules.named(name) }
  }

  @Test(
    "a name that leads out of the database is refused",
    arguments: [
      "", "/etc/passwd", "../../etc/passwd", "Europe/../UTC", "Europe//London", "Europe/London/",
      ".", "..", "Europe/Lond\u{0}on", "Zürich", String(repeating: "A", count: 101), "+", "+1:00",
      "-08:0x",
    ])
  func refused(name: String) {
    #expect(throws: TimeZoneError.badName(name)) { try ZoneRules.named(name) }
  }

  @Test(
    "an offset that no clock has is refused", arguments: ["+16:00", "+25:00", "-9900", "+01:60"])
  func badOffset(name: String) {
    #expect(throws: TimeZoneError.badOffset(name)) { try ZoneRules.named(name) }
  }

  @Test("without a database the error says so")
  func noDatabase() {
    let database = ZoneDatabase(path: "/nonexistent/zoneinfo")
    #expect(throws: TimeZoneError.noDatabase("/nonexistent/zoneinfo", zone: "Europe/London")) {
      try ZoneRules.named("Europe/London", in: database)
    }
  }

  @Test("a folder is not a zone")
  func folder() {
    #expect(throws: TimeZoneError.self) { try ZoneRules.named("Europe") }
  }

  @Test("an error says what is wrong and what to do")
  func messages() {
    let advice = "help: write UTC, an offset such as +01:00, or a name such as Europe/London"
    expect(
      .unknown("Europe/Lodnon", database: "/zones", nearest: "Europe/London"),
      "time zone `Europe/Lodnon`: no such zone in /zones", "help: did you mean Europe/London?")
    expect(
      .unknown("Xyzzy", database: "/zones", nearest: nil),
      "time zone `Xyzzy`: no such zone in /zones", advice)
    expect(.badName("../x"), "time zone `../x`: not a name of a zone", advice)
    expect(
      .badOffset("+27:00"),
      "time zone `+27:00`: no zone is so far from UTC", "help: offsets go from -15:59 to +15:59")
    expect(
      .noDatabase("/zones", zone: "Europe/London"),
      "time zone `Europe/London`: there is no time zone database at /zones",
      "help: install the package tzdata, or set TZDIR")
    expect(
      .unreadable(path: "/zones/UTC", errno: 13),
      "/zones/UTC: cannot be read: Permission denied",
      "help: check the file's permissions, or set TZDIR to another time zone database")
    expect(
      .malformed(path: "/zones/UTC", reason: "it ends too early"),
      "/zones/UTC: it ends too early",
      "help: reinstall the package tzdata, or set TZDIR to another database")
  }

  private func expect(_ error: TimeZoneError, _ lines: String...) {
    #expect(error.description == lines.joined(separator: "\n"))
  }
}
