import Foundation
import Testing

@Suite("genlog parse: records of many lines")
struct ParseRecordTests {
  static let invite = [
    "INVITE sip:7001@192.0.2.61 SIP/2.0", "Via: SIP/2.0/UDP 192.0.2.82:5060;branch=z9hG4bK1",
    "From: <sip:07700900123@192.0.2.82>;tag=a1", "To: <sip:7001@192.0.2.61>",
    "Call-ID: 5550100-1@192.0.2.82", "CSeq: 1 INVITE", "Contact: <sip:192.0.2.82:5060>",
    "X-Genesys-CallUUID: N5AQ8L3T0D2H54M9V7CEU2PB7S000001", "Max-Forwards: 70",
    "Content-Type: text/plain", "Content-Length: 24", "", "10:00:00.999 no new line",
  ]

  /// A log that holds a SIP message in whose body a line looks like the start of a record.
  static func sipLog(count: Int? = nil) -> String {
    let size = invite.joined(separator: "\r\n").utf8.count
    return ParseEventTests.header.replacing("ConfigurationServer (21)", with: "TServer (1)")
      .replacing("confserv", with: "sip_server")
      + "10:00:00.123: SIPTR: Received [0,UDP] \(count ?? size) bytes from 192.0.2.82:5060 <<<<<\n"
      + invite.joined(separator: "\n") + "\n\n10:00:00.124: $-NET:SIP::0:2124\n"
  }

  @Test("the count of bytes closes a SIP message, whose fields are read")
  func sip() throws {
    let program = try Program()
    try program.write("sip.log", Self.sipLog())
    let events = try program.run(["parse", "sip.log"]).events()
    #expect(events.count == 3)
    let event = events[1]
    #expect(event.text("sip.method") == "INVITE")
    #expect(event.text("sip.call_id") == "5550100-1@192.0.2.82")
    #expect(event.text("sip.cseq.method") == "INVITE")
    #expect(event.text("genesys.call_uuid") == "N5AQ8L3T0D2H54M9V7CEU2PB7S000001")
    #expect(event.text("source.ip") == "192.0.2.82")
    #expect(event.text("event.original")?.hasSuffix("10:00:00.999 no new line") == true)
    #expect(event["tags"] == nil && event.value("genesys.wire") == nil)
    #expect(events[2].text("@timestamp") == "2016-05-13T10:00:00.124Z")
  }

  @Test("a log with CR LF gives the same events as one without")
  func carriageReturns() throws {
    let program = try Program()
    let log = Self.sipLog() + Self.ringing
    try program.write("a.log", log)
    let plain = try program.run(["parse", "a.log"]).events()
    try program.write("a.log", log.replacing("\n", with: "\r\n"))
    let windows = try program.run(["parse", "a.log"]).events()
    #expect(plain.count == windows.count)
    for (one, other) in zip(plain, windows).dropFirst() {
      for field in ["sip", "genesys", "message", "event", "@timestamp"] {
        #expect("\(one[field] ?? "none")".count == "\(other[field] ?? "none")".count, "\(field)")
      }
      #expect(one.text("event.original") == other.text("event.original"))
    }
  }

  @Test("a count that does not fit gives what is there, and says so")
  func wrongCount() throws {
    let program = try Program()
    try program.write("sip.log", Self.sipLog(count: 9000))
    let events = try program.run(["parse", "sip.log"]).events()
    #expect(events[1].value("genesys.wire.incomplete") as? Bool == true)
    #expect(events[1].text("sip.method") == "INVITE")
  }

  @Test("a capture has the exact bytes that the log tells of, in frames with right checksums")
  func capture() throws {
    let program = try Program()
    try program.write("sip.log", Self.sipLog())
    let result = try program.run(["parse", "--to", "wire.pcap", "sip.log"])
    #expect(result.status == 0 && result.output.isEmpty)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: program.path("wire.pcap"))))
    let message = Array(Self.invite.joined(separator: "\r\n").utf8)
    // File header, packet header, Ethernet, IPv4, UDP.
    #expect(bytes.count == 24 + 16 + 14 + 20 + 8 + message.count)
    #expect(Array(bytes.suffix(message.count)) == message)
    let addresses = bytes[24 + 16 + 14 + 12..<24 + 16 + 14 + 20]
    #expect(Array(addresses) == [192, 0, 2, 82, 192, 0, 2, 61])
  }

  static let ringing =
    "@10:00:01.1234 [0] 8.1.101.25 distribute_event: message EventRinging\n"
    + "\tAttributeEventSequenceNumber\t000000000001a2f3\n\tAttributeThisDN\t'7001'\n"
    + "\tAttributeUserData\t[40] 00 02 00 00..\n\t\t'Note'\t'it''s | \"here\"'\n\t\t'Years'\t4\n"
    + "\tAttributeReferenceID\t17\n\tAttributeConnID\t006c02462a161006\n"

  @Test("a T-Library message gives its name, direction, attributes and ids")
  func tlibrary() throws {
    let program = try Program()
    try program.write("ts.log", ParseEventTests.header + Self.ringing + "10:00:02.000 x\n")
    let events = try program.run(["parse", "ts.log"]).events()
    #expect(events.count == 3)
    let event = events[1]
    #expect(event.text("@timestamp") == "2016-05-13T10:00:01.1234Z")
    #expect(event.text("genesys.tlib.message") == "EventRinging")
    #expect(event.text("genesys.tlib.attributes.ThisDN") == "7001")
    #expect(event.value("genesys.tlib.attributes.UserData.Years") as? Int == 4)
    #expect(event.value("genesys.tlib.incomplete") == nil)
    #expect(event.text("genesys.conn_id") == "006c02462a161006")
    #expect(event.value("genesys.ref_id") as? Int == 17)
    #expect(event.text("event.original")?.hasSuffix("AttributeConnID\t006c02462a161006") == true)
  }

  @Test("a record over the limit is cut and marked, and its other lines are marked too")
  func limits() throws {
    let program = try Program()
    let members = (0..<10).map { "\tmember \($0)\n" }.joined()
    try program.write("a.log", ParseEventTests.header + "10:00:00.000 head\n" + members)
    let events = try program.run(["parse", "--max-record-lines", "6", "a.log"]).events()
    #expect(events.count == 3)
    #expect((events[1]["tags"] as? [String])?.contains("_truncated") == true)
    #expect(events[1].text("event.original")?.hasSuffix("member 4") == true)
    #expect((events[2]["tags"] as? [String])?.contains("_continued") == true)
    #expect(events[2].text("event.original")?.hasSuffix("member 9") == true)
    let refused = try program.run(["parse", "--max-record-bytes", "10", "a.log"])
    #expect(refused.status == 2)
    #expect(
      refused.errors.contains("choose 1024 to 268435456"), "\(refused.errors)")
  }

  @Test("a record cut at the end of a segment is completed from the next one of the same run")
  func segments() throws {
    let program = try Program()
    let first = Self.sipLog()
    let middle = try #require(first.firstRange(of: "Max-Forwards")).lowerBound
    let start = try #require(first.firstRange(of: "10:00:00.123")).lowerBound
    let rest = String(first[middle...])
    let nextHeader = String(first[..<start]).replacing("(1) cs.log", with: "(2) cs.log")
    try program.write("logs/sip.20160513_080000_000.log", String(first[..<middle]))
    try program.write("logs/sip.20160513_100000_000.log", nextHeader + rest)
    for jobs in ["1", "3"] {
      let events = try program.run(["parse", "--jobs", jobs, "logs"]).events()
      #expect(events.count == 4)
      #expect(events[1].text("sip.method") == "INVITE")
      #expect(events[1].value("genesys.wire.incomplete") == nil)
      #expect(events[1].text("log.file.path")?.hasSuffix("080000_000.log") == true)
      #expect(events[2].value("genesys.log.segment") as? Int == 2)
      #expect(events[3].text("event.action") == "trigger-leave")
    }
    // Of another run, it is none of ours.
    try program.write(
      "logs/sip.20160513_100000_000.log",
      nextHeader.replacing("(UTC): 2016-05-13T08", with: "(UTC): 2016-05-13T09") + rest)
    let apart = try program.run(["parse", "logs"]).events()
    #expect(apart.first { $0["sip"] != nil }?.value("genesys.wire.incomplete") as? Bool == true)
  }

  @Test("what the next segment has of a record, and is too long to be joined, is not lost")
  func longSegments() throws {
    let program = try Program()
    let log = Self.sipLog()
    let start = try #require(log.firstRange(of: "10:00:00.123")).lowerBound
    let header = String(log[..<start])
    let members = (0..<40_000).map { "\tmember number \($0)\n" }.joined()
    try program.write("logs/sip.20160513_080000_000.log", header + "10:00:00.000 head\n")
    try program.write(
      "logs/sip.20160513_100000_000.log",
      header.replacing("(1) cs.log", with: "(2) cs.log") + members + "10:00:01.000 tail\n")
    let events = try program.run(["parse", "logs"]).events()
    let texts = events.compactMap { $0.text("event.original") ?? $0.text("message") }
    let found = texts.joined(separator: "\n").split(separator: "\n")
      .filter { $0.hasPrefix("\tmember") }
    #expect(found.count == 40_000)
  }

  @Test("a spool of network output is read like a log")
  func spool() throws {
    func big(_ number: UInt32) -> [UInt8] {
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
    func text(_ key: UInt32, _ value: String) -> [UInt8] {
      big(key) + [UInt8(ascii: "s"), 0, UInt8(value.utf8.count)] + Array(value.utf8)
    }
    func number(_ key: UInt32, _ value: UInt32) -> [UInt8] {
      big(key) + [UInt8(ascii: "i")] + big(value)
    }
    let object =
      "Object: [CfgFolder], name [Demands], DBID: [268] is created by client, type [SCE], "
      + "name: [default], user: [default]"
    let body =
      [10, 0, 0, 0, 0] + number(1, 1_463_156_994) + number(16, 229_417) + number(3, 4)
      + number(5, 24200) + number(6, 2) + text(7, "cs-host") + text(8, "confserv")
      + text(9, object) + text(13, "16:29:54.229 Std 24200 ") + number(14, 99)
    let record = [0xFF] + big(UInt32(body.count)) + body
    let program = try Program()
    try program.write("lognet-1.qsp", Array(repeating: record, count: 3000).flatMap { $0 })
    let events = try program.run(["parse", "lognet-1.qsp"]).events()
    #expect(events.count == 3000)
    let event = try #require(events.last)
    #expect(event.text("@timestamp") == "2016-05-13T16:29:54.229417Z")
    #expect(event.text("event.code") == "24200")
    #expect(event.text("log.level") == "Std")
    #expect(event.text("genesys.object.name") == "Demands")
    #expect(event.text("service.name") == "confserv")
    #expect(event.text("genesys.spool.category") == "audit")
    #expect(event.value("log.offset") as? Int == 2999 * record.count)
  }
}
