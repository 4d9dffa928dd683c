import Testing

@testable import EventFilter

@Suite("Filter time")
struct FilterTimeTests {
  @Test(
    "a time names a span of microseconds since 1970 in UTC",
    arguments: [
      ("1970-01-01", 0, 86_400_000_000), ("1970-01-01T00:01", 60_000_000, 60_000_000),
      ("1970-01-01T00:00:01", 1_000_000, 1_000_000),
      ("1970-01-01T00:00:00.5", 500_000, 100_000),
      ("1970-01-01T00:00:00.000001Z", 1, 1), ("1970-01-01T00:00:00.0000019z", 1, 1),
      ("1970-01-01t01:00:00+01:00", 0, 1_000_000), ("1969-12-31 23:00-01", 0, 60_000_000),
      ("2016-05-13T16:29:54.229Z", 1_463_156_994_229_000, 1000),
      ("2000-02-29", 951_782_400_000_000, 86_400_000_000),
      ("1969-12-31", -86_400_000_000, 86_400_000_000),
      ("0000-01-01", -62_167_219_200_000_000, 86_400_000_000),
      ("9999-12-31T23:59:60", 253_402_300_800_000_000, 1_000_000),
    ])
  func reads(text: String, start: Int64, length: Int64) throws {
    let time = try #require(FilterTime(text))
    #expect(time.start == start)
    #expect(time.end - time.start == length)
  }

  @Test(
    "other text is no time",
    arguments: [
      "", "2016", "2016-05", "2016-5-13", "2016-13-01", "2016-00-01", "2016-01-00", "2016-04-31",
      "1900-02-29", "2015-02-29", "2016-05-13T", "2016-05-13T16", "2016-05-13T24:00",
      "2016-05-13T16:60", "2016-05-13T16:29:61", "2016-05-13T16:29:54.", "2016-05-13T16:29Zx",
      "2016-05-13T16:29+", "2016-05-13T16:29+1", "2016-05-13T16:29+01:6", "2016-05-13x",
      "٢٠١٦-05-13", " 2016-05-13", "2016-05-13Z",
    ])
  func refuses(text: String) {
    #expect(FilterTime(text) == nil)
  }

  @Test("each day of eight hundred years follows the day before")
  func calendar() throws {
    var expected = try #require(FilterTime("1600-01-01")).start
    for year in 1600..<2400 {
      for month in 1...12 {
        for day in 1...31 {
          let text = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
          guard let time = FilterTime(text) else { continue }
          if time.start != expected { Issue.record("\(text)") }
          expected = time.end
        }
      }
    }
    #expect(FilterTime("2400-01-01")?.start == expected)
  }
}
