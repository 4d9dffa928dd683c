import Foundation
import TestPackets
import Testing

/// `genlog call` over logs and captures.
@Suite("genlog call, with captures")
struct CallCaptureTests {
  private static let log = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("samples/sip-server-001.20260112_090000_456.log").path
  private static let callID = "a84b4c76e66710-nw@192.0.2.20"
  private static let connID = "006c02462a161006"
  private static let callUUID = "N5AQ8L3T0D2H54M9V7CEU2PB7S000001"

  /// A program with the sample log of a SIP Server and the capture of the same messages, whose times are so many
  /// microseconds later, and of an ACK and an answer to BYE that the log has not.
  private func program(later microseconds: Int64) throws -> Program {
    let program = try Program()
    try program.write("sip.log", Array(try Data(contentsOf: URL(fileURLWithPath: Self.log))))
    let made = try program.run(["parse", "--quiet", "--to", "made.pcap", "sip.log"])
    #expect(made.status == 0)
    let bytes = Array(
      try Data(contentsOf: URL(fileURLWithPath: program.path("made.pcap"))))
    var frames = Self.frames(bytes).map { ($0.time + microseconds, $0.bytes) }
    let answered = try #require(
      frames.firstIndex { text($0.1).contains("200 OK") && text($0.1).contains("INVITE") })
    let ack = Self.message("ACK", "ACK sip:7000@192.0.2.81:5060 SIP/2.0", branch: "z9hG4bKack")
    frames.insert(
      (frames[answered].0 + 20_000, Self.frame(fromCaller: true, ack)), at: answered + 1)
    let last = frames[frames.count - 1].0
    frames.append(
      (last + 9000, Self.frame(fromCaller: false, Self.message("BYE", "SIP/2.0 200 OK"))))
    var capture = TestCapture()
    capture.frames = frames.map { TestCapture.Frame(time: $0.0 * 1000, $0.1) }
    try program.write("wire/calls.pcap", capture.pcap())
    return program
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The frames of a file of microseconds in this machine's byte order: what `--to FILE.pcap` makes.
  private static func frames(_ file: [UInt8]) -> [(time: Int64, bytes: [UInt8])] {
    func number(_ place: Int) -> Int64 {
      (0..<4).reduce(0) { $0 | Int64(file[place + $1]) << Int64(8 * $1) }
    }
    var frames: [(time: Int64, bytes: [UInt8])] = []
    var place = 24
    while place + 16 <= file.count {
      let length = Int(number(place + 8))
      frames.append(
        (
          number(place) * 1_000_000 + number(place + 4),
          Array(file[place + 16..<place + 16 + length])
        ))
      place += 16 + length
    }
    return frames
  }

  private static func message(
    _ method: String, _ line: String, branch: String = "z9hG4bKbye"
  ) -> [UInt8] {
    Array(
      """
      \(line)\r
      Via: SIP/2.0/UDP 192.0.2.20:5060;branch=\(branch)\r
      From: <sip:07700900123@192.0.2.20>;tag=19\r
      To: <sip:7000@192.0.2.81>;tag=20\r
      Call-ID: \(callID)\r
      CSeq: 9 \(method)\r
      Content-Length: 0\r
      \r

      """.utf8)
  }

  private static func frame(fromCaller: Bool, _ message: [UInt8]) -> [UInt8] {
    let (caller, server) = (TestHost.v4(20, port: 5060), TestHost.v4(81, port: 5060))
    return TestLink.ethernet.frame(
      TestPacket.udp(fromCaller ? caller : server, fromCaller ? server : caller, message))
  }

  @Test(
    "one story is told of a log and a capture, from any id, each message once",
    arguments: [callID, connID, callUUID])
  func ladder(id: String) throws {
    let program = try program(later: 1_204_000)
    let result = try program.run(["call", id, "--width", "120", "sip.log", "wire"])
    #expect(result.status == 0)
    #expect(
      result.output.contains(
        "the clock of sip.log is 1.2 s behind that of wire/calls.pcap, by 4 messages that both show\n"
      ))
    #expect(result.output.contains("events of 1 log and 1 capture\n"))
    #expect(result.errors.contains("is 1.2 s behind that of wire/calls.pcap"))
    for message in ["INVITE 7000", "180 Ringing (INVITE)", "200 OK (INVITE)", "BYE 7000"] {
      #expect(result.lines.count { $0.hasSuffix(message) } == 1, "\(message)")
    }
    // Of the capture alone; its ends are those that the log named.
    let ack = try #require(result.lines.first { $0.hasSuffix("ACK 7000") })
    #expect(ack.contains("│──▶│"))
    #expect(result.lines.contains { $0.hasSuffix("200 OK (BYE)") })
    #expect(
      result.lines.contains { $0.contains("call 07700900123 to 7000: answered after 3.800 s") })
    #expect(result.lines.contains { $0.contains("EventRouteRequest 7000") })
    #expect(!result.output.contains("192.0.2.81"))
  }

  @Test("the events of both come in the order of time, as they are")
  func ndjson() throws {
    let program = try program(later: 0)
    let events = try program.run(
      ["call", Self.callID, "--quiet", "--format", "ndjson", "sip.log", "wire/calls.pcap"]
    ).events()
    let times = events.compactMap { $0.text("@timestamp").map { $0.prefix(23) } }
    #expect(times == times.sorted())
    let invites = events.filter {
      $0.text("sip.method") == "INVITE" && $0.text("event.action") != "sip-call"
    }
    #expect(invites.compactMap { $0.text("log.file.path") } == ["sip.log", "wire/calls.pcap"])
    #expect(events.count { $0.text("log.file.path") == "wire/calls.pcap" } == 7)
    let call = try #require(events.first { $0.text("event.action") == "sip-call" })
    #expect(call.text("call.state") == "answered")
    #expect(call.value("call.talk_time") as? Int == 83_600_000_000)
  }

  @Test("the page shows what log and capture say of a message, and how their clocks stand")
  func page() throws {
    let program = try program(later: -3_600_000_000)
    let page = try program.run(
      ["call", Self.callID, "--quiet", "--format", "html", "sip.log", "wire/calls.pcap"]
    ).output
    #expect(page.contains("the clock of sip.log is 1 h 00 min ahead of that of wire/calls.pcap"))
    let near = try self.program(later: 2000)
    let other = try near.run(
      ["call", Self.callID, "--quiet", "--format", "html", "sip.log", "wire/calls.pcap"]
    ).output
    let section = try #require(
      other.components(separatedBy: "<section").first { $0.contains("<h2>INVITE 7000</h2>") })
    #expect(section.contains("<td>sip.log</td>"))
    #expect(section.contains("<td>wire/calls.pcap</td>"))
  }

  @Test("captures alone tell a story, gzip too, and the calls of a number are listed")
  func capturesOnly() throws {
    let program = try program(later: 0)
    let result = try program.shell(
      """
      gzip wire/calls.pcap
      $GENLOG call --quiet \(Self.callID) wire
      $GENLOG call --quiet --number 07700900123 wire
      """)
    #expect(result.lines.contains { $0.contains("INVITE 7000") })
    #expect(result.lines.contains { $0.contains("7 events of 1 capture") })
    #expect(result.lines.last?.contains(Self.callID) == true)
    #expect(result.errors == "")
  }

  @Test("a damaged capture is named, the rest is told, and the code is 3")
  func damaged() throws {
    let program = try program(later: 0)
    let bytes = Array(
      try Data(contentsOf: URL(fileURLWithPath: program.path("wire/calls.pcap"))))
    try program.write("wire/cut.pcap", Array(bytes.dropLast(20)))
    let result = try program.run(["call", Self.callID, "sip.log", "wire/cut.pcap"])
    #expect(result.status == 3)
    #expect(result.errors.contains("genlog: error: wire/cut.pcap: ends within the record at byte "))
    #expect(result.output.contains("INVITE 7000"))
  }
}

/// Captures among the inputs of programs that read logs.
@Suite("captures where logs are read")
struct CaptureInputTests {
  private func program() throws -> Program {
    let program = try Program()
    let packet = TestPacket.udp(
      .v4(10, port: 5060), .v4(20, port: 5060), TestMessage.request(call: 1))
    let capture = TestCapture([packet])
    try program.write("logs/a.pcap", capture.pcap())
    try program.write("logs/b.pcapng", capture.pcapng())
    try program.write("logs/a.log", "09:00:07.100 Std 05060 Application started\n")
    let zipped = try program.shell("gzip -kn logs/a.pcap")
    #expect(zipped.status == 0)
    return program
  }

  @Test(
    "a capture that is named is refused, and the rest is read",
    arguments: ["a.pcap", "b.pcapng", "a.pcap.gz"])
  func named(name: String) throws {
    let program = try program()
    let result = try program.run(["parse", "logs/\(name)", "logs/a.log"])
    #expect(result.status == 3)
    #expect(
      result.errors.contains(
        "genlog: error: logs/\(name): is a packet capture\nhelp: `genlog-wire decode` reads it"))
    #expect(result.lines.count == 1)
    let check = try program.run(["check", "logs/\(name)"])
    #expect(check.output.contains("logs/\(name): is a packet capture"))
    let coverage = try program.run(["patterns", "coverage", "logs/\(name)"])
    #expect(coverage.errors.contains("logs/\(name): is a packet capture"))
  }

  @Test("captures that are found are passed over, with one note")
  func found() throws {
    let program = try program()
    for input in ["logs", "logs/*"] {
      let result = try program.run(["parse", input])
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.lines.count == 1)
      let note =
        "logs/a.pcap and 2 more: passed over, as they hold packets: `genlog-wire decode` reads them"
      #expect(result.errors.components(separatedBy: note).count == 2)
    }
    #expect(try program.run(["parse", "--quiet", "logs"]).errors == "")
    let check = try program.run(["check", "logs"])
    #expect(check.output.contains("logs: 1 file, 3 with packets passed over"))
  }

  @Test("one on standard input is refused as well")
  func stream() throws {
    let program = try program()
    let result = try program.shell(
      "$GENLOG parse - < logs/a.pcap; echo $?; cat logs/a.pcap.gz | $GENLOG parse -; echo $?")
    #expect(result.lines == ["3", "3"])
    #expect(result.errors.contains("standard input: is a packet capture"))
  }

  @Test("one that is followed is told, and not read")
  func followed() throws {
    let program = try program()
    let result = try program.run([
      "follow", "--once", "--state", "state", "--to", "out.ndjson", "logs",
    ])
    #expect(result.errors.contains("logs/b.pcapng: is a packet capture"), "\(result.errors)")
    #expect(try program.read("out.ndjson").split(separator: "\n").count == 1)
  }
}
