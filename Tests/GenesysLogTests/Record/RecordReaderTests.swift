import Testing

@testable import GenesysLog

@Suite("RecordReader: which lines are a record")
struct RecordReaderTests {
  @Test("lines that start no record belong to the one before, blank ones between them too")
  func members() {
    let log = RecordLog(
      "10:00:00.001 Std 05060 one\n\tmember\n\n  other member\n\n10:00:00.002 Std 05061 two\n")
    #expect(
      log.texts == [
        "10:00:00.001 Std 05060 one\n\tmember\n\n  other member", "10:00:00.002 Std 05061 two",
      ])
    #expect(log.records.map(\.hasMembers) == [true, false])
    #expect(log.text(log.records[0].extent).hasSuffix("member\n\n"))
  }

  @Test("a record with a stamp takes unindented lines without one")
  func unstampedMembers() {
    let log = RecordLog("10:00:00.001 query :\nselect 1\nfrom dual\n10:00:00.002 x\n")
    #expect(log.texts == ["10:00:00.001 query :\nselect 1\nfrom dual", "10:00:00.002 x"])
  }

  @Test("a keep-alive, its stamp at the end, stands alone")
  func keepAlive() {
    let log = RecordLog(
      "-Ap[1]->-648 @05:21:34.8600\n\tmember of none\n-Ap[2]-<-1 @05:21:35.0000\n")
    #expect(
      log.texts
        == ["-Ap[1]->-648 @05:21:34.8600", "\tmember of none", "-Ap[2]-<-1 @05:21:35.0000"])
    #expect(log.head(0) == "-Ap[1]->-648")
  }

  @Test("a line without a stamp takes indented lines only")
  func unstamped() {
    let log = RecordLog("a line\n  its member\n\tand another\nanother line\n")
    #expect(log.texts == ["a line\n  its member\n\tand another", "another line"])
  }

  @Test("URS: lines of four blanks, area and severity are records of their own")
  func routing() {
    let log = RecordLog(
      """
      14:33:01.100 Int 20001 interaction is started
          _I_I_00d2025f31ae001c [14:33] strategy: a
          detail
          _T_W_00d2025f31ae001c [14:33] strategy: b

      """)
    #expect(
      log.texts.dropFirst() == [
        "    _I_I_00d2025f31ae001c [14:33] strategy: a\n    detail",
        "    _T_W_00d2025f31ae001c [14:33] strategy: b",
      ])
  }

  @Test("SIP Server: `$+`, `$-` and `$*` start records, another `$` does not")
  func triggers() {
    let log = RecordLog("10:00:00.001 a\n$+CTI:X:1\n$-NET:SIP\n$*Y:Z\n10:00:00.002 b\n$money\n")
    #expect(
      log.texts == ["10:00:00.001 a", "$+CTI:X:1", "$-NET:SIP", "$*Y:Z", "10:00:00.002 b\n$money"])
  }

  @Test("Configuration Server: a database request has its time on the next line")
  func databaseRequest() {
    let log = RecordLog(
      "09:00:00.000 a\nDBRequest, handle 453 sent, query :\n10:00:00.500: select *\nfrom t\n10:00:01.000 b\n"
    )
    #expect(
      log.texts == [
        "09:00:00.000 a", "DBRequest, handle 453 sent, query :\n10:00:00.500: select *\nfrom t",
        "10:00:01.000 b",
      ])
    #expect(log.records[1].time - log.records[0].time == 3_600_500_000)
  }

  @Test("a database request without a time has indented members only")
  func databaseRequestWithoutTime() {
    let log = RecordLog("DBRequest, handle 453 sent, query :\n select\nfrom\n")
    #expect(log.texts == ["DBRequest, handle 453 sent, query :\n select", "from"])
  }

  @Test("a browser's console lines have their stamp after the script's name")
  func console() {
    let log = RecordLog(
      "main.js?version=9.0:2 2026-01-28 04:27:43.200 [DEBUG] a\nb\nmain.js?v:2 2026-01-28 04:27:44.200 c\n"
    )
    #expect(log.texts.count == 2)
    #expect(log.head(0) == "[DEBUG] a")
    #expect(log.texts[0].hasSuffix("a\nb"))
  }

  @Test("two records glued on one line are two")
  func glued() {
    let log = RecordLog("12:53:33.355: one.12:53:33.355: two\nmore of two\n")
    #expect(log.texts == ["12:53:33.355: one.", "12:53:33.355: two\nmore of two"])
    #expect((0...1).map { log.head($0) } == ["one.", "two"])
  }

  @Test(
    "a time inside a text is no second record",
    arguments: [
      "12:53:33.355: at 12:53:30.000: x", "12:53:33.355: at 13:53:33.355: x",
      "12:53:33.355: at 12:53:33.35: x", "12:53:33.355: at 12:53:33.355, x",
      "12:53:33.355 Std 05060 text 12:53:33.355: x", "12:53:33.355: ends 12:53:33.355:",
    ])
  func notGlued(line: String) {
    #expect(RecordLog(line + "\n").texts == [line])
  }

  @Test("a header in the middle of files put together is a record, and starts the clock anew")
  func header() {
    let log = RecordLog(
      """
      10:00:00.001 Std 05060 one
      Application name: confserv
      Application type: ConfigurationServer (21)
      Local time:       2015-12-07T18:51:34.860

      18:51:35.000 Std 05060 two

      """)
    #expect(log.records.map(\.kind) == [.message, .header, .message])
    #expect(log.texts[1].hasPrefix("Application name") && log.texts[1].hasSuffix("34.860"))
    #expect(log.records[2].time / 86_400_000_000 == 16_776)
  }

  @Test("NUL padding is nobody's text")
  func padding() {
    let log = RecordLog("\0\0\n10:00:00.001 Std 05060 one\n\0\0\0\0\n10:00:00.002 x\0\0\0")
    #expect(log.texts == ["10:00:00.001 Std 05060 one", "10:00:00.002 x"])
    #expect(log.text(log.records[0].extent) == "\0\0\n10:00:00.001 Std 05060 one\n\0\0\0\0\n")
  }

  @Test("the carriage returns of a Windows file are no text")
  func carriageReturns() {
    let log = RecordLog("10:00:00.001 Std 05060 one\r\n\tm\r\n\r\n10:00:00.002 x\r\n")
    #expect(log.texts == ["10:00:00.001 Std 05060 one\r\n\tm", "10:00:00.002 x"])
    #expect(log.head(0) == "one")
  }

  @Test("a byte order mark before the first line is no text")
  func byteOrderMark() {
    let log = RecordLog("\u{FEFF}10:00:00.001 Std 05060 one\n\u{FEFF}two\n")
    #expect(log.texts == ["10:00:00.001 Std 05060 one\n\u{FEFF}two"])
    #expect(log.records[0].extent.lowerBound == 0)
  }

  @Test("an empty log, and one of blanks, has no record", arguments: ["", "\n", " \r\n\t\n\0\n"])
  func nothing(text: String) {
    #expect(RecordLog(text).records.isEmpty)
  }
}
