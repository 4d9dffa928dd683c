import Testing

@testable import GenesysLog

@Suite("RecordHead")
struct RecordHeadTests {
  private struct Parts: Equatable {
    var level: LogLevel?
    var code: Int32
    var text: String
    var host = ""
    var application = ""
    var hasStamp = true
  }

  private func read(_ line: String) -> Parts {
    let bytes = Array(line.utf8)
    let head = RecordHead(bytes.span, 0..<bytes.count)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    return Parts(
      level: head.level, code: head.code, text: text(head.textRange), host: text(head.hostRange),
      application: text(head.applicationRange), hasStamp: head.stamp != nil)
  }

  @Test("the short format: time, level, id, text")
  func short() {
    #expect(
      read("16:29:54.229 Std 24200 Object: [CfgFolder]")
        == Parts(level: .standard, code: 24200, text: "Object: [CfgFolder]"))
    #expect(
      read("2015-12-07T06:12:10.288 Trc 04120 Check point 2015-12-07T06:12:10")
        == Parts(level: .trace, code: 4120, text: "Check point 2015-12-07T06:12:10"))
    #expect(
      read("16:29:54.229 Std 05060") == Parts(level: .standard, code: 5060, text: ""))
  }

  @Test("the full format: host and application before the id, blanks of any number between")
  func full() {
    #expect(
      read(
        "2002-05-07T18:11:38.196 Standard localhost cfg_dbserver GCTI-00-05060 Application started")
        == Parts(
          level: .standard, code: 5060, text: "Application started", host: "localhost",
          application: "cfg_dbserver"))
    #expect(
      read("10:00:00.000 Alarm   host1   My App   GCTI-00-04210   Active Alarm \"A\" Cleared")
        == Parts(
          level: .alarm, code: 4210, text: "Active Alarm \"A\" Cleared", host: "host1",
          application: "My App"))
  }

  @Test("the medium format: the id with its prefix, no host")
  func medium() {
    #expect(
      read("10:00:00.000 Int GCTI-21-20001 interaction is started")
        == Parts(level: .interaction, code: 20001, text: "interaction is started"))
    #expect(
      read("10:00:00.000 Trace 04541 Message")
        == Parts(level: .trace, code: 4541, text: "Message"))
  }

  @Test(
    "a line that a component printed itself has a time and a text",
    arguments: [
      ("13:54:59.856: SIPCM: id=1", "SIPCM: id=1"), ("13:54:59.856 -- created", "-- created"),
      ("@16:45:24.5939 [0] 8.1.101.25 distribute_event", "[0] 8.1.101.25 distribute_event"),
      ("04:27:04.812|22920|-i- text", "22920|-i- text"),
      ("13:54:59.856 Std 123 short id", "Std 123 short id"),
      ("13:54:59.856 Std 123456 long id", "Std 123456 long id"),
      ("13:54:59.856 Standard words without an id", "Standard words without an id"),
      ("13:54:59.856", ""),
    ])
  func component(line: String, text: String) {
    #expect(read(line) == Parts(level: nil, code: -1, text: text))
  }

  @Test("a stamp at the line's end is its time, and not part of its text")
  func trailing() {
    #expect(
      read("-AP[71254]-<-984 @05:21:43.8890")
        == Parts(level: nil, code: -1, text: "-AP[71254]-<-984"))
  }

  @Test(
    "a line without a stamp is all text",
    arguments: [
      "message MRequestRegisterClient", "\tattr X", "", "Std 24200 no time", "12:99:00.000 x",
    ])
  func stampless(line: String) {
    #expect(read(line) == Parts(level: nil, code: -1, text: line, hasStamp: false))
  }

  @Test("random bytes give places inside the line")
  func randomBytes() {
    let alphabet = Array("0123456789:.@ -GCTIStdTrc|T/".utf8) + [0, 0x80, 0xFF]
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? 0
      }
      let head = RecordHead(bytes.span, 0..<bytes.count)
      for range in [head.textRange, head.codeRange, head.hostRange, head.applicationRange] {
        #expect(range.lowerBound >= 0 && range.upperBound <= bytes.count, "\(bytes)")
      }
    }
  }
}
