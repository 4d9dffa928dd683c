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

  @Test("a call is drawn")
  func whole() throws {
    let story = try #require(try Fixture.story("006c02462a161006", Self.call))
    for w in [100, 140, 60] {print(LadderText(story, width: w).text) }
  }
}
