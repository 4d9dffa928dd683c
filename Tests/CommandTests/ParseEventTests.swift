import Foundation
import Testing

@Suite("genlog parse: events")
struct ParseEventTests {
  /// A header that says local date 2016-05-13 and a zone of UTC.
  static let header = """
    Application name: confserv
    Application type: ConfigurationServer (21)
    Command line:     confserv -c confserv.cfg
    Host name:        cs-host
    DST:              TZ = 0, timeb = 0
    Time zone:        0, UTC, UTC
    UTC time:         2016-05-13T08:00:00.000
    Local time:       2016-05-13T08:00:00.000
    Start time (UTC): 2016-05-13T08:00:00
    Running time:     0:00:00:00
    Host info:        Linux
    File:             (1) cs.log


    """
  static let line =
    "16:29:54.229 Std 24200 Object: [CfgFolder], name [Demands], DBID: [268] is created by client, "
    + "type [SCE], name: [default], user: [default]"

  @Test("the line of the design gives its event, field for field")
  func design() throws {
    let program = try Program()
    try program.write("cs.log", Self.header + Self.line + "\n")
    let result = try program.run(["parse", "cs.log"])
    #expect(result.status == 0)
    let offset = Self.header.utf8.count
    #expect(
      result.lines.last == """
        {"@timestamp":"2016-05-13T16:29:54.229Z","message":"Object: [CfgFolder], name [Demands], \
        DBID: [268] is created by client, type [SCE], name: [default], user: [default]",\
        "log":{"level":"Std","file":{"path":"cs.log"},"offset":\(offset)},\
        "event":{"code":"24200","action":"object-created","kind":"event","module":"genesys",\
        "dataset":"genesys.confserv","severity":4},\
        "genesys":{"object":{"type":"CfgFolder","name":"Demands","dbid":268},\
        "client":{"type":"SCE","name":"default"}},"user":{"name":"default"},\
        "service":{"name":"confserv","type":"ConfigurationServer"},"host":{"name":"cs-host"}}
        """)
  }

  @Test("with --pattern the fields are those of the expression, and the file's")
  func pattern() throws {
    let program = try Program()
    try program.write("cs.log", Self.line + "\n")
    let result = try program.run([
      "parse", "--pattern",
      "%{TIME:timestamp} %{WORD:loglevel} %{WORD:logMsgId} %{GREEDYDATA:message}", "cs.log",
    ])
    #expect(
      result.output == """
        {"timestamp":"16:29:54.229","loglevel":"Std","logMsgId":"24200","message":"Object: \
        [CfgFolder], name [Demands], DBID: [268] is created by client, type [SCE], name: [default], \
        user: [default]","log":{"file":{"path":"cs.log"},"offset":0}}

        """)
  }

  @Test("a line that no --pattern matches is an event with a tag; the first that matches wins")
  func patternMiss() throws {
    let program = try Program()
    let result = try program.run(
      ["parse", "--pattern", "^a %{INT:n:int}$", "--pattern", "%{INT:m:int}", "-"],
      input: "a 1\nb 2\nnothing\n")
    #expect(
      result.lines == [
        #"{"n":1,"message":"a 1","log":{"file":{"path":"-"},"offset":0}}"#,
        #"{"m":2,"message":"b 2","log":{"file":{"path":"-"},"offset":4}}"#,
        #"{"message":"nothing","log":{"file":{"path":"-"},"offset":8},"tags":["_grokparsefailure"]}"#,
      ])
  }

  @Test("keep-alives take the time at their end; check points and midnight agree")
  func keepAlives() throws {
    let program = try Program()
    var log = Self.header.replacing("Time zone:        0,", with: "Time zone:        28800,")
      .replacing("UTC time:         2016-05-13T08", with: "UTC time:         2016-05-13T12")
      .replacing("Local time:       2016-05-13T08", with: "Local time:       2016-05-13T04")
    log += "-AP[1]-<-984 @23:59:59.8890\n-Ap[1]->-984 @00:00:00.0010\n"
    log += "00:12:10.306 Trc 04120 Check point 2016-05-14T00:12:10\n"
    try program.write("cs.log", log)
    let events = try program.run(["parse", "cs.log"]).events().suffix(3)
    #expect(
      events.map { $0.text("@timestamp") } == [
        "2016-05-14T07:59:59.8890Z", "2016-05-14T08:00:00.0010Z", "2016-05-14T08:12:10.306Z",
      ])
    #expect(events.allSatisfy { $0["tags"] == nil })
  }

  @Test("a record that no rule knows is an event with time, level, id, text and a tag")
  func unmatched() throws {
    let program = try Program()
    try program.write("cs.log", Self.header + "loose text\n10:00:00.000 Trc 61999 something new\n")
    let events = try program.run(["parse", "cs.log"]).events().suffix(2)
    let first = try #require(events.last)
    #expect(first.text("@timestamp") == "2016-05-13T10:00:00.000Z")
    #expect(first.text("event.code") == "61999")
    #expect(first.text("log.level") == "Trc")
    #expect(first.value("event.severity") as? Int == 2)
    #expect(first.text("message") == "something new")
    #expect(first["tags"] as? [String] == ["_grokparsefailure"])
    let loose = try #require(events.first)
    #expect(loose.text("message") == "loose text")
    #expect(loose.text("@timestamp") == "2016-05-13T08:00:00.000Z", "the header's time")
  }

  @Test("a log that does not say its zone or date is marked")
  func marks() throws {
    let program = try Program()
    try program.write("x.20260112_081500_123.log", Self.line + "\n")
    var event = try #require(
      try program.run(["parse", "x.20260112_081500_123.log"]).events().first)
    #expect(event.text("@timestamp") == "2026-01-12T16:29:54.229Z")
    #expect(event.text("event.timezone") == "UTC")
    #expect(event.text("genesys.clock.confidence") == "file-name")

    event = try #require(
      try program.run(
        ["parse", "--date", "2026-07-01", "--timezone", "Europe/London", "-"], input: Self.line
      ).events().first)
    #expect(event.text("@timestamp") == "2026-07-01T15:29:54.229Z")
    #expect(event.text("event.timezone") == "Europe/London")
    #expect(event.value("genesys.clock") == nil)
  }

  @Test("a dated stamp or check point gives the lines before it their date")
  func backwards() throws {
    let program = try Program()
    try program.write(
      "a.log",
      "23:59:00.000 Trc 04541 x\n00:01:00.000 Trc 04541 x\n"
        + "00:12:10.306 Trc 04120 Check point 2016-05-14T00:12:10\n")
    for command in ["a.log", "- < a.log", "- < <(cat a.log)"] {
      let events = try program.shell("$GENLOG parse --timezone UTC \(command)").events()
      #expect(
        events.map { $0.text("@timestamp") } == [
          "2016-05-13T23:59:00.000Z", "2016-05-14T00:01:00.000Z", "2016-05-14T00:12:10.306Z",
        ], "\(command)")
    }
  }

  @Test("Latin-1 bytes, CRLF, a byte order mark and NUL padding do no harm")
  func bytes() throws {
    let program = try Program()
    var log: [UInt8] = [0xEF, 0xBB, 0xBF]
    log += Array("10:00:00.000 Std 24200 Object: [CfgFolder], name [caf".utf8) + [0xE9]
    log += Array(
      "], DBID: [1] is created by client, type [SCE], name: [d], user: [u]\r\n".utf8)
    log += [UInt8](repeating: 0, count: 4096)
    log += Array("\n10:00:01.000 Std 05060 Application started\r\n".utf8)
    try program.write("cs.log", log)
    let events = try program.run(["parse", "cs.log"]).events()
    #expect(events.count == 2)
    #expect(events.first?.text("genesys.object.name") == "café")
    #expect(events.first?.value("log.offset") as? Int == 3)
    #expect(events.last?.text("message") == "Application started")
  }

  @Test("two records on one line are two events")
  func glued() throws {
    let program = try Program()
    let events = try program.run(
      ["parse", "-"],
      input:
        "12:53:33.355: Wrong Checksum.12:53:33.355: Sending  [0,UDP] 629 bytes to 192.0.2.1:5061 >>>>>\n"
    ).events()
    #expect(events.map { $0.text("message") }.first == "Wrong Checksum.")
    #expect(events.count == 2)
  }

  @Test("the full format names host and application in each record")
  func fullFormat() throws {
    let program = try Program()
    let event = try #require(
      try program.run(
        ["parse", "-"],
        input:
          "2002-05-07T18:11:38.196 Standard localhost cfg_dbserver GCTI-00-05060 Application started\n"
      ).events().first)
    #expect(event.text("host.name") == "localhost")
    #expect(event.text("service.name") == "cfg_dbserver")
    #expect(event.text("log.level") == "Std")
    #expect(event.text("event.code") == "05060")
  }

  @Test("any number of threads gives the same output")
  func threads() throws {
    let program = try Program()
    var log = Self.header
    for index in 0..<30_000 {
      let second = index * 3 % 86_400
      func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
      log += "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)).000 Std 24200 "
      log += "Object: [CfgFolder], name [n\(index)], DBID: [\(index)] is created by client, "
      log += "type [SCE], name: [default], user: [default]\n"
    }
    try program.write("cs.log", log)
    let one = try program.run(["parse", "--jobs", "1", "cs.log"])
    let four = try program.run(["parse", "--jobs", "4", "cs.log"])
    #expect(one.lines.count == 30_001)
    #expect(one.output == four.output)
    #expect(try one.events().last?.text("@timestamp") == "2016-05-14T00:59:57.000Z")
  }
}
