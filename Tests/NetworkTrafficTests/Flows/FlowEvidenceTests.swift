import NetworkTraffic
import TestPackets
import Testing

/// Signs of the protocols of Genesys, which are named and never decoded.
@Suite("evidence of Genesys protocols")
struct FlowEvidenceTests {
  private func flow(_ payload: String, port: UInt16 = 9000) throws -> [String: Any] {
    var connection = TestConnection(.v4(10, port: 40_000), .v4(20, port: port))
    connection.open()
    connection.send([[0, 0, 1, 7] + Array(payload.utf8) + [0, 3]])
    return try #require(
      try DecodedTraffic(packets: connection.packets, flows: .unknown).flows.first)
  }

  private func evidence(_ payload: String, port: UInt16 = 9000) throws -> [String]? {
    try flow(payload, port: port).value("flow.evidence") as? [String]
  }

  @Test("texts that were seen are named, with the application that they are of")
  func texts() throws {
    let telephony = try flow("\u{2}tserver protocol\u{0}EventRinging\u{0}")
    #expect(
      telephony.value("flow.evidence") as? [String]
        == ["text \"tserver protocol\"", "text \"EventRinging\""])
    #expect(telephony.text("network.application") == "t-library")
    let configuration = try flow("MSGCFG_GETOBJECTINFO", port: 2020)
    #expect(
      configuration.value("flow.evidence") as? [String]
        == ["text \"MSGCFG_\"", "port 2020: often Configuration Server"])
    #expect(configuration.text("network.application") == "configuration")
    #expect(try flow("an URS of Genesys").text("network.application") == nil)
    #expect(try evidence("an URS of Genesys") == ["text \"Genesys\""])
  }

  @Test("a port alone is evidence, and says no more than it does")
  func ports() throws {
    let flow = try flow("\u{1}\u{2}", port: 4999)
    #expect(
      flow.value("flow.evidence") as? [String] == ["port 4999: often Local Control Agent"])
    #expect(flow.text("network.application") == nil)
    #expect(flow.text("network.protocol") == nil)
  }

  @Test(
    "parts of other words are no evidence",
    arguments: [
      "isEventRinging", "EventRingingAgain", "eventringing", "EventRingin", "CfgApplications",
      "server protocol", "nothing at all",
    ])
  func words(text: String) throws {
    #expect(try evidence(text) == nil)
  }

  @Test("a flow that has a protocol has no evidence of another")
  func known() throws {
    #expect(try evidence("", port: 4040) != nil)
    var connection = TestConnection(.v4(10, port: 40_000), .v4(20, port: 4040))
    connection.send([Array("SSH-2.0-Genesys\r\n".utf8)])
    let flow = try DecodedTraffic(packets: connection.packets, flows: .all).flows.first
    #expect(flow?.text("network.protocol") == "ssh")
    #expect(flow?.value("flow.evidence") == nil)
  }

  @Test("an event names eight texts at most")
  func many() throws {
    let names = [
      "tserver protocol", "AttributeThisDN", "AttributeConnID", "EventRinging", "EventEstablished",
      "EventDialing", "EventAbandoned", "EventPartyChanged", "EventPartyAdded", "Genesys",
    ]
    #expect(try evidence(names.joined(separator: "\u{0}"))?.count == 8)
  }
}
