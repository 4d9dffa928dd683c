import GenesysLog
import Testing

@Suite("Log file name")
struct LogFileNameTests {
  @Test(
    "a name gives base, thread, date and kind",
    arguments: [
      ("cs85.20151207_052134_827.log", "cs85", nil as String?, "2015-12-07 05:21:34.827000 /3", ""),
      (
        "/logs/a.b/cs85.20151207_052134_827.log.gz", "cs85", nil, "2015-12-07 05:21:34.827000 /3",
        ""
      ),
      (
        "D:\\logs\\SIP_T-001.20260202_135459_850.log", "SIP_T", "001",
        "2026-02-02 13:54:59.850000 /3", ""
      ),
      ("SIP-T-1536.20260202_135459_850.log", "SIP-T", "1536", "2026-02-02 13:54:59.850000 /3", ""),
      ("gax-2024.20260202_135459_850.log", "gax-2024", nil, "2026-02-02 13:54:59.850000 /3", ""),
      (
        "cs.20110111_165600_407.snapshot.log", "cs", nil, "2011-01-11 16:56:00.407000 /3",
        "snapshot"
      ),
      (
        "cs.20110111_165600_407.memory.log.gz", "cs", nil, "2011-01-11 16:56:00.407000 /3", "memory"
      ),
      ("a.seg3.cs.20151207_052134_827.log", "a.seg3.cs", nil, "2015-12-07 05:21:34.827000 /3", ""),
      ("cs.20160229_235959_999", "cs", nil, "2016-02-29 23:59:59.999000 /3", ""),
      (
        "x.20151207_052134_827.20160101_000000_000.log", "x.20151207_052134_827", nil,
        "2016-01-01 00:00:00.000000 /3", ""
      ),
    ])
  func read(path: String, base: String, thread: String?, date: String, kind: String) throws {
    let name = try #require(LogFileName.date(in: path))
    #expect(name.base == base)
    #expect(name.thread == thread)
    #expect(text(Stamp(timeOfDay: name.timeOfDay, day: name.day, digits: 3, end: 0)) == date)
    #expect(name.isSnapshot == (kind == "snapshot"))
    #expect(name.isMemory == (kind == "memory"))
  }

  @Test(
    "a name without a real date gives nothing",
    arguments: [
      "", "/", "-", "cs.log", "20151207_052134_827.log", ".20151207_052134_827.log",
      "cs.20151307_052134_827.log", "cs.20150229_052134_827.log", "cs.20151207_242134_827.log",
      "cs.20151207_056134_827.log", "cs.20151207_052160_827.log", "cs.20151207_052134_82.log",
      "cs.20151207_052134_8271.log", "cs.20151207_052134_827.txt", "cs.20151207052134827.log",
      "cs.2015120x_052134_827.log", "logs.20151207_052134_827.log/cs.log", "gax.log.20151207",
    ])
  func refused(path: String) {
    #expect(LogFileName.date(in: path) == nil)
  }
}
