import Testing

@testable import GenesysLog

@Suite("Log header")
struct LogHeaderTests {
  /// The header of a text, how many of its lines are of a header, and how many blocks there are.
  private func read(
    _ text: String, isAtFileStart: Bool = true
  ) -> (header: LogHeader, taken: [String], blocks: Int) {
    var parser = LogHeaderParser(isAtFileStart: isAtFileStart)
    var taken: [String] = []
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    where take(Array(line), &parser) {
      taken.append(String(decoding: line, as: UTF8.self))
    }
    return (parser.header, taken, parser.blockCount)
  }

  private func take(_ line: [UInt8], _ parser: inout LogHeaderParser) -> Bool {
    parser.consume(line.span)
  }

  private let framework = """
    Build information :
      Description : (Content Freeze)
      Timestamp   : Apr  3 2015 18:28:22
      Components  :
        Configuration library   v.8.5.100.02
        Common library          v.8.5.000.29 C2
        Genesys License library v.n/a

    Application name: confserv_test
    Application type: ConfigurationServer (21)
    Command line:     confserv.exe -c confserv_test.cfg
    Host name:        CS-HOST
    DST:              TZ = 1, timeb = 0
    Time zone:        28800, Pacific Standard Time, Pacific Daylight Time
    UTC time:         2015-12-07T13:21:34.860
    Local time:       2015-12-07T05:21:34.860
    Start time (UTC): 2015-10-30T18:12:07
    Running time:     37:19:09:27
    Host info:        Windows 6.1.7601, 2, Service Pack 1, 1.0, 0110, 3
    File:             (3) logs/cs85.20151207_052134_827.log

    """

  @Test("a whole block is read, and every line of it is taken")
  func whole() {
    let (header, taken, blocks) = read(
      framework + "\n05:21:34.861 Trc 04100 Logging service started")
    #expect(taken.count == 21 && blocks == 1)
    #expect(header.applicationName == "confserv_test")
    #expect(header.applicationType == "ConfigurationServer")
    #expect(header.applicationTypeNumber == 21)
    #expect(header.commandLine == "confserv.exe -c confserv_test.cfg")
    #expect(header.hostName == "CS-HOST")
    #expect(header.hostInfo == "Windows 6.1.7601, 2, Service Pack 1, 1.0, 0110, 3")
    #expect(header.buildDescription == "(Content Freeze)")
    #expect(header.buildTimestamp == "Apr  3 2015 18:28:22")
    #expect(
      header.libraries == [
        LogHeader.Library(name: "Configuration library", version: "8.5.100.02"),
        LogHeader.Library(name: "Common library", version: "8.5.000.29 C2"),
        LogHeader.Library(name: "Genesys License library", version: "n/a"),
      ])
    #expect(header.hasDaylightRules == true && header.daylightFlag == false)
    #expect(header.isDaylightSaving == false)
    #expect(header.zoneSecondsWest == 28_800)
    #expect(header.timeZoneNames == ["Pacific Standard Time", "Pacific Daylight Time"])
    #expect(header.utcOffsetSeconds == -28_800)
    #expect(text(header.utcTime) == "2015-12-07 13:21:34.860000 /3")
    #expect(text(header.localTime) == "2015-12-07 05:21:34.860000 /3")
    #expect(text(header.startTime) == "2015-10-30 18:12:07.000000 /0")
    #expect(header.runningSeconds == 3_265_767)
    #expect(header.segment == 3)
    #expect(header.file == "logs/cs85.20151207_052134_827.log")
    #expect(header.banner == nil && header.version == nil)
  }

  @Test("CRLF, a byte order mark, fewer blanks and an empty command line make no difference")
  func spelling() {
    let crlf = framework.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    #expect(read(crlf).header == read(framework).header)
    #expect(read("\u{FEFF}" + framework).header == read(framework).header)
    let (header, taken, _) = read(
      """
      Application name: SIP_T
      Application type: TServer (1)
      Command line:     \u{20}
      Host info:       Windows Server 2019 Standard (17763.rs5_release)
      File:             (1) D:\\logs\\SIP_T\\SIP_T-001.20260202_135459_850.log
      """)
    #expect(taken.count == 5)
    #expect(header.commandLine == "")
    #expect(header.hostInfo == "Windows Server 2019 Standard (17763.rs5_release)")
    #expect(header.segment == 1)
    #expect(header.file == "D:\\logs\\SIP_T\\SIP_T-001.20260202_135459_850.log")
  }

  @Test(
    "the zone is seconds west of UTC, and summer time is added",
    arguments: [
      ("28800, PST, PDT", "TZ = 1, timeb = 0", -28_800, false as Bool?),
      ("28800, PST, PDT", "TZ = 1, timeb = 1", -25_200, true),
      ("-19800, India Standard Time, India Daylight Time", "TZ = 0, timeb = 0", 19_800, nil),
      ("-10800, Russian Standard Time, Russian Daylight Time", "TZ = 1, timeb = 1", 14_400, true),
      ("0, GMT, BST", "TZ = 1, timeb = 0", 0, false), ("0", "TZ = 1, timeb = 1", 3600, true),
    ])
  func zone(zone: String, dst: String, offset: Int, isDaylight: Bool?) {
    let (header, taken, _) = read("Application name: a\nDST:   \(dst)\nTime zone:   \(zone)")
    #expect(taken.count == 3)
    #expect(header.utcOffsetSeconds == offset)
    #expect(header.isDaylightSaving == isDaylight)
  }

  @Test("where zone and the two times disagree, the times win")
  func times() {
    func offset(_ local: String, _ zone: String = "0, GMT, BST") -> Int? {
      read(
        """
        Application name: a
        DST:              TZ = 1, timeb = 0
        Time zone:        \(zone)
        UTC time:         2016-07-01T12:00:00.000
        Local time:       \(local)
        """
      ).header.utcOffsetSeconds
    }
    #expect(offset("2016-07-01T13:00:00.000") == 3600)
    #expect(offset("2016-07-01T13:00:00.004") == 3600)
    #expect(offset("2016-07-02T00:45:00.000") == 45_900)
    #expect(offset("2016-06-30T23:00:01.000") == -46_800)
    // A difference that is no offset says nothing.
    #expect(offset("2016-07-01T13:07:00.000") == 0)
    #expect(offset("2016-07-03T13:00:00.000") == 0)
    #expect(offset("text", "-3600, CET, CEST") == 3600)
    let summer = read(
      """
      Application name: a
      DST:              TZ = 1, timeb = 0
      Time zone:        0, GMT Standard Time, GMT Daylight Time
      UTC time:         2016-07-01T12:00:00.000
      Local time:       2016-07-01T13:00:00.000
      """)
    #expect(summer.header.isDaylightSaving == true)
  }

  @Test("without zone and times there is no offset")
  func noOffset() {
    #expect(read("Application name: a\nDST:   TZ = 1, timeb = 1").header.utcOffsetSeconds == nil)
    #expect(LogHeader().utcOffsetSeconds == nil && LogHeader().isDaylightSaving == nil)
  }

  @Test(
    "a product's banner is part of the header and gives its version",
    arguments: [
      (
        "Tserver for Avaya Communication Manager, Version: 8.1.010.16 Compiled: Jan 12 2012",
        "8.1.010.16" as String?
      ),
      ("Genesys StatServer, Version: 8.5.103.02", "8.5.103.02"),
      ("Local Control Agent 8.5.100.18", "8.5.100.18"), ("Genesys SIPPROXY", nil),
      ("SIP Proxy", nil), ("VoIP endpoint", nil), ("Genesys Mobile Server", nil),
      ("GWS Frontend", nil), ("Some Server of theirs, Version: 9.0.000.12", "9.0.000.12"),
    ])
  func banner(banner: String, version: String?) {
    let (header, taken, blocks) = read("\(banner)\nCopyright\n\n" + framework)
    #expect(taken.first == banner && taken.count == 22 && blocks == 1)
    #expect(header.banner == banner)
    #expect(header.version == version)
    #expect(header.applicationName == "confserv_test")
  }

  @Test("the role of a SIP Server is read")
  func role() {
    #expect(read("HA Role: Primary\nApplication name: a").header.role == "Primary")
  }

  @Test("headers of other products are read as far as they are known")
  func otherProducts() {
    let gms = read(
      """
      Genesys Mobile Server
      APPLICATION NAME: gms_test
      APPLICATION HOST NAME: gms-host
      UTC START TIME: 2016-05-13T16:29:54.229
      FILE: logs/gms.20160513_172954_229.log
      """)
    #expect(gms.taken.count == 5)
    #expect(gms.header.applicationName == "gms_test" && gms.header.hostName == "gms-host")
    #expect(text(gms.header.startTime) == "2016-05-13 16:29:54.229000 /3")
    #expect(gms.header.file == "logs/gms.20160513_172954_229.log" && gms.header.segment == nil)

    let endpoint = read(
      "Application Host Name: PC-7\nUTC  Start Time: x\nUTC Start Time: 2016-05-13T16:29:54.229")
    #expect(endpoint.taken.count == 2)
    #expect(endpoint.header.hostName == "PC-7" && endpoint.header.startTime != nil)

    let gws = read(
      """
      GWS Server
      PID@host: [1234@gws-host]
      Start time: [Wed Jan 17 08:37:07 CST 2018]
      +++++++++++++++++++++++++++++++++++++++++
      2018-01-17 08:37:07,112 INFO  started
      """)
    #expect(gws.taken.count == 4)
    #expect(gws.header.processID == 1234 && gws.header.hostName == "gws-host")
    #expect(text(gws.header.localStartTime) == "2018-01-17 08:37:07.000000 /0")

    let workspace = read("\u{FEFF}InteractionWorkspace - Version: 8.5.118.10\n   MachineName: PC-8")
    #expect(workspace.taken.count == 2)
    #expect(workspace.header.version == "8.5.118.10" && workspace.header.hostName == "PC-8")
  }

  @Test("a header further down starts anew, whether or not a log stands between")
  func again() {
    let line = "05:21:34.861 Trc 04100 Logging service started\n"
    let second = "Application name: other\nHost name:        HOST-2\n"
    let (header, taken, blocks) = read(framework + "\n" + line + second + line)
    #expect(taken.suffix(2) == ["Application name: other", "Host name:        HOST-2"])
    #expect(blocks == 2)
    #expect(header.applicationName == "other" && header.hostName == "HOST-2")
    #expect(header.commandLine == nil && header.libraries.isEmpty)

    let adjoining = read(second + framework)
    #expect(adjoining.blocks == 2 && adjoining.header.applicationName == "confserv_test")
    #expect(read(second + second).blocks == 2)
    #expect(read(framework, isAtFileStart: false).header == read(framework).header)
    #expect(read(framework, isAtFileStart: false).blocks == 1)
  }

  @Test("a log record is never taken, whatever stands in it")
  func records() {
    let log = """
      05:21:34.861 Trc 04100 Logging service started
      05:21:34.862 Std 05060 Application name: a
      Host name:        not a header here
      Time zone:        0
      \tApplication name: a
       Application name: a
      Application name
      Application name @05:21:34.8600
      Application nam:
      APPLICATION NAME: a
      Build information
      -Ap[33200]->-648 @05:21:34.8600
      message EventRinging
      \tAttributeThisDN\t'7001'

      Tserver for them, Version: 8.1.010.16
      """
    #expect(read(log).taken.isEmpty)
    #expect(read(framework + log).taken.count == 20)
  }

  @Test("a value of the wrong kind is no header line")
  func wrongValues() {
    let text = """
      Application name: a
      Time zone:        PST
      Time zone:        99999999999999999999
      Time zone:        90000
      UTC time:         yesterday
      Local time:       05:21:34.860
      """
    #expect(read(text).taken == ["Application name: a"])
    #expect(read("Application name: a\nRunning time:     1:24:00:00").taken.count == 1)
    #expect(read("Application name: a\nRunning time:     99999999999:00:00:00").taken.count == 1)
    #expect(read("Application name: a\nDST:   TZ = x, timeb = 0").taken.count == 1)
    #expect(read("Application name: a\nFile:").taken.count == 1)
  }

  @Test("after a few lines of no known key the block is over")
  func blockEnd() {
    let short = "Application name: a\nCopyright\nHost name: h"
    #expect(read(short).header.hostName == "h")
    let long = "Application name: a\n" + String(repeating: "text\n", count: 4) + "Host name: h"
    #expect(read(long).header.hostName == nil)
    let banners = String(repeating: "text\n", count: 150) + "Host name: h"
    #expect(read(banners).header.hostName == "h")
    let noHeader = String(repeating: "text\n", count: 250) + "Host name: h"
    #expect(read(noHeader).header.hostName == nil)
  }

  @Test("values in Latin-1 become UTF-8")
  func latin1() {
    var parser = LogHeaderParser()
    #expect(take(Array("Application name: caf".utf8) + [0xE9], &parser))
    #expect(parser.header.applicationName == "café")
    #expect(take(Array("Application name: café".utf8), &parser))
    #expect(parser.header.applicationName == "café")
  }

  @Test("bytes of every kind are taken or refused, and memory stays bounded")
  func hostile() {
    var numbers = SeededNumbers(seed: 5)
    let lines = framework.split(separator: "\n").map { Array($0.utf8) }
    var parser = LogHeaderParser()
    for round in 0..<20_000 {
      if round % 50 == 0 { parser = LogHeaderParser(isAtFileStart: round % 100 == 0) }
      var line = lines.randomElement(using: &numbers) ?? []
      let place = Int.random(in: 0..<line.count, using: &numbers)
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0: line[place] = UInt8.random(in: 0...255, using: &numbers)
      case 1: line.removeSubrange(place...)
      case 2: line.insert(0x20, at: 0)
      default: break
      }
      _ = take(line, &parser)
    }
    let huge = Array("Application name: ".utf8) + [UInt8](repeating: 0x61, count: 1 << 20)
    #expect(!take(huge, &parser))
    parser = LogHeaderParser()
    for text in ["Build information :", "  Components  :"] {
      #expect(take(Array(text.utf8), &parser))
    }
    let library = Array("    Common library   v.8.5".utf8)
    for _ in 0..<1000 { _ = take(library, &parser) }
    #expect(parser.header.libraries.count == 256)
  }
}
