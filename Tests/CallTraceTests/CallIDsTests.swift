import CallTrace
import Testing

@Suite("ids of a call")
struct CallIDsTests {
  private static func ids(_ genesys: String, sip: String? = nil) -> String {
    let sip = sip.map { #","sip":{\#($0)}"# } ?? ""
    return Fixture.event("09:00:00.000", "S", #""genesys":{\#(genesys)}\#(sip)"#)
  }

  @Test("ids that stand together are followed from one event to the next")
  func chain() throws {
    let events = [
      Self.ids(#""conn_id":"006c02462a161006","call_uuid":"N5AQ8L3T0D2H54M9""#),
      Self.ids(#""call_uuid":"N5AQ8L3T0D2H54M9""#, sip: #""call_id":"a@192.0.2.20""#),
      Self.ids(#""session_id":"S5AQ8L3T0D2H54M9","call_uuid":"N5AQ8L3T0D2H54M9""#),
      Self.ids(#""conn_id":"006c02462a161007","call_uuid":"OTHER8L3T0D2H54M""#),
    ]
    for id in ["006c02462a161006", "006C02462A161006", "a@192.0.2.20", "<a@192.0.2.20>"] {
      #expect(
        try Fixture.names(id, events).sorted()
          == ["006c02462a161006", "N5AQ8L3T0D2H54M9", "S5AQ8L3T0D2H54M9", "a@192.0.2.20"])
    }
    #expect(try Fixture.names("n5aq8l3t0d2h54m9", events).first == "N5AQ8L3T0D2H54M9")
    #expect(try Fixture.names("OTHER8L3T0D2H54M", events).count == 2)
  }

  @Test(
    "ids in attributes and headers tie as well",
    arguments: [
      #""genesys":{"conn_id":"006c02462a161006","tlib":{"attributes":{"TransferConnID":"0072000000000001"}}}"#,
      #""genesys":{"conn_id":"006c02462a161006","tlib":{"attributes":{"FirstTransferConnID":"0072000000000001"}}}"#,
      #""genesys":{"tlib":{"attributes":{"ConnID":"006C02462A161006","PreviousConnID":"0072000000000001"}}}"#,
      #""sip":{"call_id":"006c02462a161006","headers":{"x_genesys_calluuid":"0072000000000001"}}"#,
      #""sip":{"call_id":"006c02462a161006","headers":{"x_genesys_calluuid":["x","0072000000000001"]}}"#,
      #""sip":{"call_id":"0072000000000001","replaces":{"call_id":"006c02462a161006"}}"#,
    ])
  func places(fields: String) throws {
    let event = Fixture.event("09:00:00.000", "S", fields)
    #expect(
      Set(try Fixture.names("0072000000000001", [event]))
        == ["006c02462a161006", "0072000000000001"])
  }

  @Test(
    "what stands for no id ties nothing",
    arguments: [
      #""conn_id":"0000000000000000""#, #""conn_id":"ffffffffffffffff""#, #""conn_id":"""#,
      #""call_uuid":"undefined""#, #""session_id":"12""#, #""interaction_id":"unknown""#,
      #""call_uuid":"00000000-0000-0000-0000-000000000000""#, #""call_uuid":7"#,
      #""call_uuid":null"#, #""call_uuid":{"a":"N5AQ8L3T0D2H54M9"}"#,
    ])
  func placeholders(member: String) throws {
    let key = member.hasPrefix(#""call_uuid"#) ? "interaction_id" : "call_uuid"
    let events = [
      Self.ids(#"\#(member),"\#(key)":"CALL0000000000A1""#),
      Self.ids(#"\#(member),"\#(key)":"CALL0000000000B2""#),
    ]
    #expect(try Fixture.names("CALL0000000000A1", events) == ["CALL0000000000A1"])
  }

  @Test("a Call-ID that looks like another call's Genesys id is not that")
  func namespaces() throws {
    let events = [
      Self.ids(#""call_uuid":"N5AQ8L3T0D2H54M9","conn_id":"006c02462a161006""#),
      Self.ids(#""call_uuid":"OTHER8L3T0D2H54M""#, sip: #""call_id":"N5AQ8L3T0D2H54M9""#),
    ]
    #expect(try Fixture.names("006c02462a161006", events).count == 2)
  }

  @Test("an id that stands with hundreds of others joins none of them")
  func hub() throws {
    let events = (1000..<1400).map {
      Self.ids(#""session_id":"SESSION-FOR-ALL-1","call_uuid":"CALL00000000\#($0)""#)
    }
    let closure = try #require(try Fixture.closure("CALL000000001007", events))
    #expect(closure.ids.map(\.text) == ["CALL000000001007"])
    #expect(closure.hubs.map(\.text) == ["SESSION-FOR-ALL-1"])
    #expect(try Fixture.names("SESSION-FOR-ALL-1", events) == ["SESSION-FOR-ALL-1"])
    #expect(try Fixture.story("SESSION-FOR-ALL-1", events)?.events.count == 400)
  }

  @Test("what was meant is suggested")
  func suggestions() throws {
    let ids = CallIDs()
    let event = Array(Self.ids(#""conn_id":"006c02462a161006""#).utf8)
    try ids.write(event.span, events: 1)
    #expect(ids.closure(of: "2462A16") == nil)
    #expect(ids.suggestions(for: "2462A16").map(\.text) == ["006c02462a161006"])
    #expect(ids.suggestions(for: "2a").isEmpty)
    #expect(ids.closure(of: "") == nil)
    #expect(ids.closure(of: "<>") == nil)
  }
}

@Suite("requests and answers")
struct RequestTests {
  private static let dialing = [
    "ConnID": "006c02462a161006", "ThisDN": "7001",
  ]

  private static func count(_ events: [String]) throws -> Int? {
    try Fixture.story("006c02462a161006", events)?.events.count
  }

  @Test("the request that made the call and the error that names none are of the call")
  func orphans() throws {
    let events = [
      Fixture.tlib(
        "09:00:00.000", "TS", "RequestMakeCall", sent: false, peer: "Desk", ["ThisDN": "7001"],
        ref: 5),
      Fixture.tlib(
        "09:00:00.100", "TS", "EventDialing", sent: true, peer: "Desk", Self.dialing, ref: 5),
      Fixture.tlib("09:00:00.200", "TS", "EventError", sent: true, peer: "Desk", [:], ref: 5),
    ]
    #expect(try Self.count(events) == 3)
  }

  @Test("a server that does not say which client it means is understood by the DN")
  func distributed() throws {
    let request = Fixture.tlib(
      "09:00:00.000", "TS", "RequestMakeCall", sent: false, peer: "Desk", ["ThisDN": "7001"], ref: 5
    )
    let event = Fixture.tlib("09:00:00.100", "TS", "EventDialing", sent: true, Self.dialing, ref: 5)
    #expect(try Self.count([request, event]) == 2)
    let other = Fixture.tlib(
      "09:00:00.000", "TS", "RequestMakeCall", sent: false, peer: "Desk", ["ThisDN": "7002"], ref: 5
    )
    #expect(try Self.count([other, event]) == 1)
  }

  @Test("a reference id of another client, used again later, or 0 ties nothing")
  func others() throws {
    let event = Fixture.tlib(
      "09:00:00.100", "TS", "EventDialing", sent: true, peer: "Desk", Self.dialing, ref: 5)
    let client = Fixture.tlib(
      "09:00:00.200", "TS", "EventError", sent: true, peer: "Other", ["ThisDN": "7001"], ref: 5)
    let later = Fixture.tlib(
      "09:00:20.200", "TS", "EventError", sent: true, peer: "Desk", ["ThisDN": "7001"], ref: 5)
    #expect(try Self.count([event, client, later]) == 1)
    let none = [
      Fixture.tlib(
        "09:00:00.1", "TS", "EventDialing", sent: true, peer: "Desk", Self.dialing, ref: 0),
      Fixture.tlib("09:00:00.2", "TS", "EventError", sent: true, peer: "Desk", [:], ref: 0),
    ]
    #expect(try Self.count(none) == 1)
  }

  @Test("the two logs of one connection agree on whose reference id it is")
  func bothEnds() throws {
    let events = [
      Fixture.event(
        "09:00:00.000", "ORS_1",
        #""genesys":{"session_id":"S5AQ8L3T0D2H54M9","ref_id":17,"peer":{"name":"URS_1"}}"#),
      Fixture.event(
        "09:00:00.010", "URS_1",
        #""genesys":{"conn_id":"006c02462a161006","ref_id":"17","peer":{"name":"ORS_1"}}"#),
    ]
    #expect(
      Set(try Fixture.names("006c02462a161006", events))
        == ["S5AQ8L3T0D2H54M9", "006c02462a161006"])
  }
}
