import Testing

/// URS, ORS and OCS.
@Suite("Logs of routing and outbound")
struct RoutingLogTests {
  private static let routing = [
    Fact(
      "a strategy, on a line without a stamp", "urs",
      "    _I_I_006c02462a161006 [14:33] strategy: *0x65*Claims (12345) is attached to the call",
      [
        "event.action": "strategy-attached", "genesys.conn_id": "006c02462a161006",
        "genesys.urs.area": "I", "genesys.urs.severity": "I", "genesys.urs.code": "14:33",
        "genesys.strategy.name": "Claims", "genesys.strategy.checksum": "12345",
      ]),
    Fact(
      "an error in a strategy", "urs",
      "09:12:44.310_I_E_006c02462a161006 [09:06] error in strategy: 0013 Remote error",
      [
        "genesys.urs.severity": "E", "error.code": "0013", "error.message": "Remote error",
        "event.outcome": "failure",
      ]),
    Fact(
      "an unknown option", "urs", "09:12:44.351_C_W_ [0D:07] unknown option 'greet'",
      ["genesys.urs.severity": "W", "genesys.option.name": "greet"]),
    Fact(
      "a state of an agent, without a call", "urs",
      "09:12:44.350_M_I_ [10:17] STATOBJECT(06409ed0 208 2) tenant Resources name=7001@Stat_1.A: CHANGE OF STATE (CallRinging->CallInbound)",
      [
        "genesys.route.target": "7001@Stat_1.A", "genesys.tenant.name": "Resources",
        "genesys.stat.from": "CallRinging", "genesys.stat.to": "CallInbound",
      ]),
    Fact(
      "an event, and what closes it", "urs",
      """
      09:12:44.101 Int 04543 Interaction message "EventRouteRequest" received from 65200 ("SIP_1@7000")
      received from 65200(SIP_1)nw-sip-01:7007(fd=648) message EventRouteRequest
      \tAttributeConnID\t006c02462a161006
      \tAttributeThisDN\t'7000'
      09:12:44.102_T_I_006c02462a161006 [14:32] EventRouteRequest is received for ts SIP_1[SIP_Switch] (this dn=7000, refid=0)
      """,
      [
        "event.code": "04543", "genesys.conn_id": "006c02462a161006",
        "genesys.tlib.attributes.ThisDN": "7000",
      ], count: 2),
    Fact(
      "a request", "urs",
      """
      09:12:44.352 request to 65200(SIP_1) message RequestRouteCall
      \tAttributeThisDN\t'7000'
      \tAttributeConnID\t006c02462a161006
      ..sent to SIP_1
      """,
      [
        "event.action": "tlib-message", "genesys.tlib.message": "RequestRouteCall",
        "genesys.tlib.direction": "sent", "genesys.conn_id": "006c02462a161006",
      ]),
    Fact(
      "targets on a second line", "urs",
      """
      09:12:44.310_I_I_006c02462a161006 [07:07] HERE IS TARGETS
      TARGETS: ?:Skill1 > 1@Stat.GA
      """,
      ["genesys.route.target": "?:Skill1 > 1@Stat.GA"]),
    Fact(
      "a message of ORS", "urs",
      """
      15:49:45.068 RLIB: received from 23(ORS_1) message RequestInvoke(1000000100)
      \trefid(1)\t17
      \tmethod(2)\t'GetStatistic'
      """,
      [
        "event.action": "rlib-message", "genesys.message.name": "RequestInvoke",
        "genesys.ref_id": "17", "genesys.peer.name": "ORS_1",
      ]),
    Fact(
      "the summary of a call", "urs",
      """
      09:12:50.000_I_I_006c02462a161006 [01:08] call (252087-104e77cd0) deleting truly
          006c02462a161006, 05/23/16@17:54:52.974, RP(##TSERVER) -> @ [ 0 0 1 1], tms: 8418= (N)0, trg:
      """,
      ["event.action": "call-deleted"], count: 2),
    Fact(
      "calls that wait", "urs", "09:12:50.000 WAITING CALLS: 006c02462a161006",
      ["event.action": "waiting-calls"]),
    Fact(
      "who is in a group", "urs",
      """
      09:24:35.821_M_I_ [10:15] SO(7f0021ca4cb8 -1 2) ten=Resources name=?Claims:EN>0@Stat.GA: content updated #503 <>
      CURRENT CONTENT(32): a@S,b@S
      """,
      ["genesys.stat.count": "32", "genesys.stat.content": "a@S,b@S"]),
  ]

  private static let orchestration = [
    Fact(
      "a measurement with quotes in it", "ors",
      "10:38:29.180 [T:140084682483456] {ScxmlMetric:3} METRIC <eval_expr sid='N5AQ8L3T0D2H54M9V7CEU2PB7S000009' expression='policy == 'motor'' result='true' />",
      [
        "event.action": "metric", "genesys.ors.metric.name": "eval_expr",
        "genesys.session_id": "N5AQ8L3T0D2H54M9V7CEU2PB7S000009",
        "genesys.ors.metric.attributes.expression": "policy == 'motor'",
        "process.thread.id": "140084682483456",
      ]),
    Fact(
      "how long a document took", "ors",
      "10:38:29.180 METRIC <doc_retrieved sid='N5AQ8L3T0D2H54M9V7CEU2PB7S000009' url='http://192.0.2.40/x.scxml' duration='12' />",
      ["genesys.ors.metric.attributes.duration": "12"]),
    Fact(
      "a request of a web client", "ors",
      "10:38:30.400 [T:140084682483456] {FMWeb:2} HandleRequest: Path '/scxml' Query ''",
      ["genesys.ors.module": "FMWeb", "url.path": "/scxml"]),
    Fact(
      "HTTP in", "ors", "19:36:55.156 HTTP[56,TCP] <<<< 413 bytes from 192.0.2.9 <<<<",
      ["network.bytes": "413", "source.ip": "192.0.2.9", "network.direction": "ingress"]),
    Fact(
      "HTTP out", "ors", "21:06:45.840 HTTP[42,TCP] >>>> 131 bytes >>>>",
      ["network.bytes": "131", "network.direction": "egress"]),
    Fact(
      "an event of a session", "ors",
      "16:41:55.299 ors:+OrsEvent[0x01aa91f0]:name=interaction.partystatechanged",
      ["genesys.ors.event.name": "interaction.partystatechanged"]),
    Fact(
      "nodes", "ors", "16:41:55.283 W-NODE[272](RUNNING): >>>> 78 bytes to S-NODE[272] >>>>",
      ["genesys.ors.node.id": "272", "genesys.ors.node.state": "RUNNING"]),
    Fact(
      "a function of URS", "ors",
      """
      09:25:15.864 {ORSURS:3} InvokeFunctionalModule: <<
      \trefID\t28
      \tcall\t'N5AQ8L3T0D2H54M9V7CEU2PB7S000001'
      \tsession\t'N5AQ8L3T0D2H54M9V7CEU2PB7S000009'
      \tmodule\t'urs'
      \tmethod\t'SCXMLSubmit'
       <<
      """,
      [
        "genesys.ref_id": "28", "genesys.call_uuid": "N5AQ8L3T0D2H54M9V7CEU2PB7S000001",
        "genesys.session_id": "N5AQ8L3T0D2H54M9V7CEU2PB7S000009",
        "genesys.message.name": "SCXMLSubmit",
      ]),
  ]

  private static let outbound = [
    Fact(
      "an event", "ocs", "11:02:10.001 Trc 50002 TEvent: EventAttachedDataChanged",
      ["genesys.tlib.message": "EventAttachedDataChanged"]),
    Fact(
      "a database request", "ocs",
      "16:19:06.050 CM_DBCallList(236-136-336): DBServer 'DBS for CL (1440)' SQL: sp236 @CampID = '136' [ReqID=877866]",
      [
        "event.action": "database-request", "genesys.database.request_id": "877866",
        "genesys.database.statement": "sp236 @CampID = '136'", "genesys.calling_list.id": "236",
      ]),
    Fact(
      "its answer", "ocs",
      "16:19:06.052 CM_DBCallList(236-136-336): DBServer 'DBS for CL (1440)' MSG_RETRIEVED(DBM_SUCCESS) [ReqID=877866]",
      [
        "event.action": "database-answer", "genesys.database.request_id": "877866",
        "genesys.database.result": "DBM_SUCCESS",
      ]),
    Fact(
      "what the dialler knows", "ocs",
      """
      16:19:14.056 PA Agent Info:
      \tOwnerDBID: 164; OriginDBID: 0; RecHandle: 18624; ConnID: ; PlaceDBID: 299; AgentDBID: 472; Agent/Place: k.ashe
      \tCurrentStatType: AgentBusy; CallType: Outbound; NotAvailableFlag: 0;
      """,
      ["genesys.record.id": "18624", "genesys.agent.id": "k.ashe", "genesys.agent.dbid": "472"]),
    Fact(
      "a measurement of a treatment", "ocs",
      "16:19:14.056 -> SCXML : 0000017F-040206B3-0001  METRIC <log expr=\"Record 16287\" label=\"\" level=\"1\" />",
      [
        "event.action": "metric", "genesys.session_id": "0000017F-040206B3-0001",
        "genesys.ors.metric.attributes.expr": "Record 16287",
      ]),
    Fact(
      "a request to Interaction Server", "ocs",
      "16:19:14.056 IxNServer 'Ixn_1' - SendRequest : 'request_submit' (101) message:",
      ["genesys.message.name": "request_submit", "genesys.message.id": "101"]),
  ]

  @Test("an example of each of URS", arguments: routing)
  func routingExample(fact: Fact) throws { try fact.check() }

  @Test("an example of each of ORS", arguments: orchestration)
  func orchestrationExample(fact: Fact) throws { try fact.check() }

  @Test("an example of each of OCS", arguments: outbound)
  func outboundExample(fact: Fact) throws { try fact.check() }
}
