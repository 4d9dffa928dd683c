import CallTrace
import Testing

@Suite("ladder")
struct LadderTextTests {
  /// One call from a phone through SIP Server and URS to an agent.
  static let call = [
    Fixture.sip("09:00:07.100", "SIP_1", sent: false, with: "192.0.2.20:5060", "INVITE 7000"),
    Fixture.event(
      "09:00:07.101", "SIP_1",
      #""sip":{"call_id":"a84b@192.0.2.20"},"genesys":{"call_uuid":"N5AQ8L3T0D2H54M9"}"#,
      message: "CID:CUUID>..."),
    Fixture.sip("09:00:07.104", "SIP_1", sent: true, with: "192.0.2.20:5060", "180 Ringing"),
    Fixture.tlib(
      "09:00:07.110", "SIP_1", "EventRouteRequest", sent: true,
      [
        "ConnID": "006c02462a161006", "CallUUID": "N5AQ8L3T0D2H54M9", "ThisDN": "7000",
        "EventSequenceNumber": "01f3",
      ]),
    Fixture.tlib(
      "09:00:07.111", "URS_1", "EventRouteRequest", sent: false, peer: "SIP_1",
      ["ConnID": "006C02462A161006", "ThisDN": "7000", "EventSequenceNumber": "01f3"]),
    Fixture.event(
      "09:00:07.120", "URS_1", #""genesys":{"conn_id":"006c02462a161006"}"#,
      message: "    strategy is attached"),
    Fixture.tlib(
      "09:00:19.520", "SIP_1", "EventError", sent: true, peer: "Desk_1",
      ["ConnID": "006c02462a161006", "ThisDN": "7001"]),
  ]

  private func ladder(
    _ events: [String] = call, width: Int?, usesColor: Bool = false
  ) throws -> [String] {
    let story = try #require(try Fixture.story("006c02462a161006", events))
    return LadderText(story, width: width, usesColor: usesColor).text
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("labels stand on the arrows where there is room")
  func wide() throws {
    #expect(
      try ladder(width: 120) == [
        "ConnID    006c02462a161006",
        "CallUUID  N5AQ8L3T0D2H54M9",
        "Call-ID   a84b@192.0.2.20",
        "2026-01-12 09:00:07.100 to 09:00:19.520 UTC, 12.4 s, 7 events of 2 logs",
        "",
        "                    192.0.2.20:5060                SIP_1                     URS_1                    Desk_1",
        "2026-01-12                 ┬                         ┬                         ┬                         ┬",
        "09:00:07.100               │── INVITE 7000 ─────────▶│                         │                         │",
        "09:00:07.101               │                         ● CID:CUUID>...           │                         │",
        "09:00:07.104               │◀─ 180 Ringing (INVITE) ─│                         │                         │",
        "09:00:07.110               │                         │─ EventRouteRequest 70… ▶│                         │",
        "09:00:07.120               │                         │                         ● strategy is attached    │",
        "  … 12.4 s                 ┊                         ┊                         ┊                         ┊",
        "09:00:19.520               │                         │── EventError 7001 ──────┼────────────────────────▶│",
        "                           ┴                         ┴                         ┴                         ┴",
        "",
      ])
  }

  @Test("labels stand behind the ladder where there is none")
  func narrow() throws {
    #expect(
      try ladder(width: 60).dropFirst(5) == [
        "               192.0.2.20:5060",
        "               │   SIP_1",
        "               │   │   URS_1",
        "               │   │   │   Desk_1",
        "2026-01-12     ┬   ┬   ┬   ┬",
        "09:00:07.100   │──▶│   │   │  INVITE 7000",
        "09:00:07.101   │   ●   │   │  CID:CUUID>...",
        "09:00:07.104   │◀──│   │   │  180 Ringing (INVITE)",
        "09:00:07.110   │   │──▶│   │  EventRouteRequest 7000",
        "09:00:07.120   │   │   ●   │  strategy is attached",
        "  … 12.4 s     ┊   ┊   ┊   ┊",
        "09:00:19.520   │   │───┼──▶│  EventError 7001",
        "               ┴   ┴   ┴   ┴",
        "",
      ])
  }

  @Test("no line of the ladder is wider than the page", arguments: [40, 61, 80, 100, 133, 200])
  func width(width: Int) throws {
    for line in try ladder(width: width).dropFirst(5) { #expect(line.count <= width) }
  }

  @Test("a day that changes is told")
  func midnight() throws {
    func note(_ day: String) -> String {
      #"{"@timestamp":"\#(day)","message":"x","genesys":{"conn_id":"006c02462a161006"}}"#
    }
    let lines = try ladder(
      [note("2026-01-12T23:59:59.900Z"), note("2026-01-13T00:00:00.100Z")], width: 60)
    #expect(lines.contains { $0.hasPrefix("2026-01-13") })
    #expect(
      lines[1]
        == "2026-01-12 23:59:59.900 to 2026-01-13 00:00:00.100 UTC, 200 ms, 2 events of 0 logs")
  }

  @Test("colours are written only where they are wanted")
  func colour() throws {
    #expect(try ladder(width: 100).allSatisfy { !$0.contains("\u{1B}") })
    let lines = try ladder(width: 100, usesColor: true)
    #expect(lines.contains { $0.contains("\u{1B}[1;31m") })
    #expect(
      lines.filter { $0.contains("\u{1B}") }.allSatisfy { $0.hasSuffix("\u{1B}[0m") || !$0.isEmpty }
    )
  }

  @Test("what a log holds cannot steer the terminal")
  func hostile() throws {
    let lines = try ladder(
      [
        Fixture.event(
          "09:00:00.000", #"S\u001b[2J"#, #""genesys":{"conn_id":"006c02462a161006"}"#,
          message: #"a\u001b]0;x\u0007b\u202ec\n\u0300\u0300 日本"#)
      ], width: 80)
    #expect(lines.contains { $0.contains("a␛]0;x␇b\u{FFFD}c␊\u{300}\u{300} 日本") })
    #expect(
      lines.allSatisfy { !$0.unicodeScalars.contains { $0.value < 32 || $0.value == 0x202E } })
  }
}
