import Foundation
import Testing

@Suite("genlog call")
struct CallTests {
  private static func header(
    _ name: String, _ type: String, _ command: String, _ host: String
  ) -> String {
    """
    Application name: \(name)
    Application type: \(type)
    Command line:     \(command)
    Host name:        \(host)
    Time zone:        0, GMT, BST
    DST:              TZ = 1, timeb = 0
    UTC time:         2026-01-12T09:00:00.000
    Local time:       2026-01-12T09:00:00.000
    File:             (1) logs/\(name).log


    """
  }

  private static let invite = """
    INVITE sip:7000@192.0.2.81 SIP/2.0
    Via: SIP/2.0/UDP 192.0.2.20:5060;branch=z9hG4bK77
    From: <sip:07700900123@192.0.2.20>;tag=19
    To: <sip:7000@192.0.2.81>
    Call-ID: story-1@192.0.2.20
    CSeq: 1 INVITE
    Content-Length: 0


    """

  /// A program with the logs of a SIP Server and a router in `logs`: one call, and parts of another.
  private func program() throws -> Program {
    let program = try Program()
    let size = Self.invite.utf8.count + Self.invite.utf8.count { $0 == 0x0A }
    try program.write(
      "logs/sip.log",
      Self.header("SIP_1", "TServer (1)", "sip_server -app SIP_1", "nw-sip-01")
        + "09:00:07.100: SIPTR: Received [0,UDP] \(size) bytes from 192.0.2.20:5060 <<<<<\n"
        + Self.invite
        + "09:00:07.101: CID:CUUID>story-1@192.0.2.20:N5AQ8L3T0D2H54M9V7CEU2PB7S000001:\n"
        + "@09:00:07.1100 [0] 8.1.010.16 distribute_event: message EventRouteRequest\n"
        + "\tAttributeConnID\t006c02462a161006\n\tAttributeThisDN\t'7000'\n"
        + "\tAttributeCallUUID\t'N5AQ8L3T0D2H54M9V7CEU2PB7S000001'\n"
        + "09:00:08.000 Trc 04541 RequestQueryCall received from [66] "
        + "(00000e85 Desk_2 192.0.2.61:49280)\nmessage RequestQueryCall\n"
        + "\tAttributeThisDN\t'7002'\n\tAttributeConnID\t006c02462a161007\n")
    try program.write(
      "logs/urs.log",
      Self.header("URS_1", "RouterServer (15)", "router -app URS_1", "nw-urs-01")
        + "09:00:07.120 Int 20001 interaction 006c02462a161006 is started\n"
        + "09:00:19.520 Int 20002 interaction 006c02462a161006 is routed to 7001@SIP_Switch\n"
        + "09:00:20.000 Int 20001 interaction 006c02462a161007 is started\n")
    return program
  }

  @Test("from any of its ids a call is followed through all logs")
  func story() throws {
    let program = try program()
    let ids = ["006C02462A161006", "N5AQ8L3T0D2H54M9V7CEU2PB7S000001", "story-1@192.0.2.20"]
    for id in ids {
      let result = try program.run(["call", id, "logs", "--format", "ndjson", "--quiet"])
      #expect(result.status == 0)
      #expect(result.errors == "")
      let events = try result.events()
      #expect(events.count == 5)
      #expect(events.compactMap { $0.text("service.name") }.last == "URS_1")
      #expect(
        events.compactMap { $0.text("@timestamp") }
          == events.compactMap { $0.text("@timestamp") }.sorted())
    }
  }

  @Test("the ladder names servers and endpoints, messages, notes and pauses")
  func ladder() throws {
    let result = try program().run(["call", "006c02462a161006", "logs", "--width", "80"])
    #expect(result.status == 0)
    for text in [
      "ConnID    006c02462a161006", "CallUUID  N5AQ8L3T0D2H54M9V7CEU2PB7S000001",
      "Call-ID   story-1@192.0.2.20", "192.0.2.20:5060", "SIP_1", "URS_1", "INVITE 7000",
      "EventRouteRequest 7000", "interaction 006c02462a161006 is started", "… 12.4 s",
    ] { #expect(result.output.contains(text), "\(text)") }
    #expect(!result.output.contains("161007"))
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test("a page goes to a file")
  func page() throws {
    let program = try program()
    let result = try program.run(
      ["call", "006c02462a161006", "--format", "html", "--to", "call.html", "logs"])
    #expect(result.status == 0)
    #expect(result.output == "")
    #expect(try program.read("call.html").hasPrefix("<!DOCTYPE html>"))
  }

  @Test("the calls of a number are listed")
  func number() throws {
    let program = try program()
    let result = try program.run(["call", "--number", "7002", "logs"])
    #expect(result.lines == ["2026-01-12 09:00:08.000      12.0 s  ConnID 006c02462a161007"])
    #expect(try program.run(["call", "--number", "07700900123", "logs"]).lines.count == 1)
    let none = try program.run(["call", "--number", "9999", "logs"])
    #expect(none.status == 1)
    #expect(none.errors.contains("9999: takes part in no call of "))
  }

  @Test("a call that is in no log ends with 1, and says what may have been meant")
  func notFound() throws {
    let program = try program()
    let result = try program.run(["call", "02462a161006", "logs"])
    #expect(result.status == 1)
    #expect(result.errors.contains("genlog: error: 02462a161006: none of "))
    #expect(result.errors.contains("help: did you mean ConnID 006c02462a161006?"))
    let other = try program.run(["call", "nothing-like-it", "logs"])
    #expect(other.errors.contains("help: give a ConnID, CallUUID, Call-ID, interaction or session"))
  }

  @Test("an input that is missing ends with 3, is told once, and the others are read")
  func missing() throws {
    let result = try program().run(["call", "006c02462a161006", "logs", "none.log"])
    #expect(result.status == 3)
    #expect(result.errors.components(separatedBy: "none.log: ").count == 2)
    #expect(result.output.contains("INVITE 7000"))
  }

  @Test(
    "what cannot be done ends with 2 and says what to do",
    arguments: [
      (["x", "-"], "standard input: the logs of a call are read twice"),
      (["x", "/dev/null"], "/dev/null: the logs of a call are read twice"),
      (["x"], "nothing to read"), ([], "give an id of the call"),
      (["x", "logs", "--format", "csv"], "--format csv: is no format of a story"),
      (["x", "logs", "--width", "7"], "--width 7: is out of range"),
      (["x", "logs", "--to", "a.pcap"], "a story is no capture"),
      (["--number", "7", "logs", "--format", "html"], "--number lists calls"),
    ])
  func usage(arguments: [String], message: String) throws {
    let result = try program().run(["call"] + arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(message))
  }

  @Test("a story that cannot be written ends with 4, and a reader that has gone is no fault")
  func destination() throws {
    let program = try program()
    let result = try program.run(["call", "006c02462a161006", "logs", "--to", "none/call.txt"])
    #expect(result.status == 4)
    let read = try program.shell(
      "$GENLOG call 006c02462a161006 logs | head -c 1; echo ${PIPESTATUS[0]}")
    #expect(read.output.hasSuffix("0\n"))
    #expect(try program.run(["call", "x", "logs", "--to", "logs/urs.log"]).status == 2)
  }
}
