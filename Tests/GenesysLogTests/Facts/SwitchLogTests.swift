import Testing

/// T-Servers and SIP Server.
@Suite("Logs of switches")
struct SwitchLogTests {
  private static let facts = [
    Fact(
      "an event with its attributes", "tserver",
      """
      @16:45:24.5939 [0] 8.1.101.25 distribute_event: message EventReleased
      \tAttributeConnID\t006c02462a161006
      \tAttributeCallUUID\t'N5AQ8L3T0D2H54M9V7CEU2PB7S000001'
      \tAttributeThisDN\t'7001'
      \tAttributeUserData\t[40] 00 02 00 00..
      \t\t'Product'\t'Motor'
      \t\t'RTR'\t115
      """,
      [
        "event.action": "tlib-message", "genesys.tlib.message": "EventReleased",
        "genesys.tlib.function": "distribute_event", "service.version": "8.1.101.25",
        "genesys.conn_id": "006c02462a161006",
        "genesys.call_uuid": "N5AQ8L3T0D2H54M9V7CEU2PB7S000001",
        "genesys.tlib.attributes.ThisDN": "7001",
        "genesys.tlib.attributes.UserData.RTR": "115",
      ]),
    Fact(
      "a call and party event", "tserver",
      "@16:45:24.5939 [0] 8.1.101.25 distribute call/party event: message EventCallPartyDeleted",
      ["genesys.tlib.message": "EventCallPartyDeleted"]),
    Fact(
      "a message for the backup", "sipserver",
      """
      @12:21:16.4386 [BSYNC] Trace: Send to backup (SIP_Server_B) [20]:
      message RequestSetCallInfo
      \tAttributeConnID\t006c02462a161006
      """,
      [
        "event.action": "backup-sync", "genesys.tlib.message": "RequestSetCallInfo",
        "genesys.conn_id": "006c02462a161006", "genesys.server.name": "SIP_Server_B",
      ]),
    Fact(
      "a request of a client", "tserver",
      """
      2015-05-29T12:21:16.438 Trc 04541 RequestQueryCall received from [66] (00000e85 Desk_L2 192.0.2.61:49280)
      message RequestQueryCall
      \tAttributeThisDN\t'7001'
      \tAttributeReferenceID\t12
      """,
      [
        "event.action": "tlib-received", "genesys.tlib.message": "RequestQueryCall",
        "genesys.ref_id": "12", "client.ip": "192.0.2.61", "genesys.client.name": "Desk_L2",
      ]),
    Fact(
      "a transaction between sites", "tserver",
      "@08:08:55.2410 [ISCC] Transaction [D56561818]: created [origin:A@Sw controller:B device:1016241 resource:]",
      [
        "genesys.iscc.transaction": "D56561818", "genesys.iscc.state": "created",
        "genesys.iscc.origin": "A@Sw", "genesys.dn": "1016241",
      ]),
    Fact(
      "a resource taken", "tserver",
      "@08:08:55.2410 [ISCC] Resource 1082201: acquired by Transaction [D56561818]",
      ["genesys.iscc.resource": "1082201", "genesys.iscc.transaction": "D56561818"]),
    Fact(
      "a message of another site", "tserver",
      """
      @08:08:55.2412 [ISCC] Received from server Leeds@Leeds_Switch: message ISCCEventAttachDataChanged
      \tISCCAttributeReferenceID\t42
      \tISCCAttributeConnID\t006c02462a161006
      """,
      [
        "event.action": "iscc-message", "genesys.tlib.message": "ISCCEventAttachDataChanged",
        "genesys.server.name": "server Leeds@Leeds_Switch",
      ]),
    Fact(
      "a change of configuration", "tserver", "@08:08:55.2412 [TCONF] DN 7012 is added",
      ["genesys.tserver.module": "TCONF"]),
    Fact(
      "the call interface", "tserver",
      """
      15:37:21.918 +++ CIFace::Request +++
         -- new invoke
        Parsed: RequestQueryAddress
        From: ICON_Voice[704]/16165
        Numbers: +<7001> -<none>
        Status: parsed:1 queued:0
        -----
      """,
      [
        "event.action": "ciface-request", "genesys.tlib.message": "RequestQueryAddress",
        "genesys.client.name": "ICON_Voice", "genesys.client.id": "704",
        "genesys.ref_id": "16165", "genesys.ciface.status": "parsed:1 queued:0",
      ]),
    Fact(
      "a SIP message out", "sipserver",
      """
      13:54:59.884: Sending  [0,UDP] 42 bytes to 192.0.2.82:5060 >>>>>
      OPTIONS sip:192.0.2.82 SIP/2.0
      Via: x

      """,
      [
        "event.action": "sip-sent", "network.bytes": "42", "destination.ip": "192.0.2.82",
        "network.direction": "egress",
      ]),
    Fact(
      "Call-ID and CallUUID", "sipserver",
      "13:56:06.080: CID:CUUID>a84b-3@192.0.2.81:N5AQ8L3T0D2H54M9V7CEU2PB7S000001:",
      [
        "sip.call_id": "a84b-3@192.0.2.81",
        "genesys.call_uuid": "N5AQ8L3T0D2H54M9V7CEU2PB7S000001",
      ]),
    Fact(
      "a trigger begins", "sipserver", "13:54:59.883: $+CTI:PRM:DN_CHANGED:3:5743",
      ["genesys.trigger.name": "DN_CHANGED", "genesys.trigger.wait": "5743000"]),
    Fact(
      "a trigger ends, and how long it took", "sipserver", "13:54:59.883: $-NET:SIP::0:2124",
      ["genesys.trigger.source": "NET", "event.duration": "2124000"]),
    Fact(
      "a trigger without a time", "sipserver", "$*:SIP:CTI:PARTY_CREATED:5",
      ["genesys.trigger.name": "PARTY_CREATED", "genesys.trigger.sequence": "5"]),
    Fact(
      "a connection", "sipserver", "13:56:06.080 SIPCONN(1003): reliable=0",
      ["genesys.sipserver.module": "SIPCONN", "genesys.dn": "1003"]),
    Fact(
      "a call", "sipserver", "13:56:06.080: SIPCALL(12): clear flags",
      ["genesys.sipserver.module": "SIPCALL", "genesys.sipserver.id": "12"]),
    Fact(
      "a dialog", "sipserver", "13:56:06.080: SipDialog[73]: SendAck",
      ["genesys.sipserver.module": "SipDialog", "genesys.sipserver.id": "73"]),
    Fact(
      "the device manager", "sipserver",
      "13:56:06.080: SIPDM: failed to get registration info for 666",
      ["genesys.sipserver.module": "SIPDM"]),
    Fact(
      "the presence manager", "sipserver",
      "13:56:06.080: PRESMGR:STOP: DN=\"1001\" - monitoring not started",
      [
        "genesys.sipserver.module": "PRESMGR", "genesys.sipserver.event": "STOP",
        "genesys.dn": "1001",
      ]),
    Fact(
      "a client of the T-Library port", "sipserver",
      "13:56:06.080: CTILINK: client 1332 connected",
      ["genesys.sipserver.module": "CTILINK", "genesys.client.id": "1332"]),
    Fact(
      "a module of a version that nobody here has seen", "sipserver",
      "13:56:06.080: GeoBalancer[4]:PICK: DN=\"7003\" - second choice",
      [
        "event.action": "sip-module", "genesys.sipserver.module": "GeoBalancer",
        "genesys.sipserver.id": "4", "genesys.sipserver.event": "PICK", "genesys.dn": "7003",
        "genesys.sipserver.text": "DN=\"7003\" - second choice",
      ]),
  ]

  @Test("an example of each", arguments: facts)
  func example(fact: Fact) throws {
    try fact.check()
  }
}
